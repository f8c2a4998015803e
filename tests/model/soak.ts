/**
 * The model for hours: `npm run soak` plays new seeds until it is stopped or finds a broken one;
 * `npm run soak -- FROM COUNT` plays these, and of a single one tells the story.
 */
import process from 'node:process';
import { light } from './ground.ts';
import { playMany } from './many.ts';
import { makeScene, play } from './run.ts';

const atOnce = 1000;
const [first, many] = process.argv.slice(2).map(Number);

if (first !== undefined && many === undefined) {
  const told = await play(light, await makeScene(light), first);
  process.stdout.write(`${told.join('\n')}\nseed ${first}: every promise held\n`);
} else {
  await soak(first ?? Date.now() % 1_000_000_000, many ?? Number.POSITIVE_INFINITY);
}

async function soak(from: number, count: number): Promise<void> {
  const begun = performance.now();
  for (let done = 0; done < count; ) {
    const next = Math.min(atOnce, count - done);
    const broken = await playMany(from + done, next);
    done += next;
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
    process.stdout.write(`seeds ${from} to ${from + done - 1}: ${broken.length} broken, ${minutes} min\n`);
    if (broken.length === 0) continue;
    for (const { story } of broken) process.stdout.write(`\n${story}\n`);
    process.stdout.write(`\nagain: npm run soak -- ${broken[0]?.seed}\n`);
    process.exitCode = 1;
    return;
  }
}
