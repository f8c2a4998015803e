/** A thread that plays seeds and reports the broken ones. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { runNatively } from '#runtime/native.ts';
import { sealAtOnce } from './cryptoAtOnce.ts';
import { light } from './ground.ts';
import { makeScene, play } from './run.ts';

runNatively();
sealAtOnce();
const given = z.object({ seeds: z.array(z.int()) }).parse(workerData);
const scene = await makeScene(light);
for (const seed of given.seeds) {
  const broken = await play(light, scene, seed).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  parentPort?.postMessage({ seed, broken });
}
