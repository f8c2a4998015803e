/**
 * Stories of faults for hours: `npm run soak:faults` plays new seeds until it is stopped or a promise is
 * broken; `npm run soak:faults -- SEED` tells one of them.
 */
import process from 'node:process';
import { badTimes } from './badTimes.ts';

const [only] = process.argv.slice(2).map(Number);
const first = only ?? Date.now() % 1_000_000_000;
const last = only ?? Number.POSITIVE_INFINITY;

for (let seed = first; seed <= last; seed += 1) {
  if (!(await holds(seed))) {
    process.stdout.write(`again: npm run soak:faults -- ${seed}\n`);
    process.exitCode = 1;
    break;
  }
}

async function holds(seed: number): Promise<boolean> {
  try {
    const { told, broken, acknowledged, segmentsBroken, requestsCopied } = await badTimes(seed);
    if (broken.length > 0) process.stdout.write(`${[...told, ...broken].join('\n')}\n`);
    process.stdout.write(
      `seed ${seed}: ${acknowledged} notes, ${segmentsBroken} segments broken, ${requestsCopied} requests twice, ${broken.length} promises broken\n`,
    );
    return broken.length === 0;
  } catch (error) {
    process.stdout.write(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n`);
    return false;
  }
}
