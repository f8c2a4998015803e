/** Plays many seeds, on all processors. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const report = z.object({ seed: z.int(), broken: z.string().nullable() });

export interface Broken {
  readonly seed: number;
  /** What was broken, and the story that led there. */
  readonly story: string;
}

/** Answers the broken ones, lowest seed first. */
export async function playMany(from: number, count: number, played?: () => void): Promise<Broken[]> {
  const threads = Math.max(1, Math.min(availableParallelism(), count));
  const seeds = Array.from({ length: count }, (_, at) => from + at);
  const shares = Array.from({ length: threads }, (_, thread) =>
    seeds.filter((_seed, at) => at % threads === thread),
  );
  const broken = await Promise.all(shares.map((share) => playShare(share, played)));
  return broken.flat().toSorted((one, other) => one.seed - other.seed);
}

function playShare(seeds: readonly number[], played: (() => void) | undefined): Promise<Broken[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Broken[]>();
  const broken: Broken[] = [];
  let left = seeds.length;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { seeds },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  worker.on('message', (message) => {
    const { seed, broken: story } = report.parse(message);
    left -= 1;
    if (story !== null) broken.push({ seed, story });
    played?.();
  });
  worker.on('error', reject);
  worker.on('exit', () =>
    left === 0 ? resolve(broken) : reject(new Error(`${left} seeds were not played`)),
  );
  return promise;
}
