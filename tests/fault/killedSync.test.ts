/** Everything dies at once and over again: one seed of the stories that `npm run soak:faults` tells for hours. */
import { expect, test } from 'vitest';
import { badTimes } from './badTimes.ts';

const usualSeed = 1;

test('laptops, server and PostgreSQL are killed over a line that cuts, shortens and repeats, and every acknowledged step is there once, everywhere', async () => {
  const seed = Number(process.env.UIGE_FAULT_SEED ?? usualSeed);
  const again = `UIGE_FAULT_SEED=${seed} tells it again`;
  const { told, broken, acknowledged, segmentsBroken, requestsCopied } = await badTimes(seed).catch(
    (cause: unknown) => {
      throw new Error(again, { cause });
    },
  );
  expect(broken, [...told, again].join('\n')).toEqual([]);
  // the times were as bad as they should be
  expect(acknowledged).toBeGreaterThan(30);
  expect(segmentsBroken).toBeGreaterThan(0);
  expect(requestsCopied).toBeGreaterThan(0);
}, 300_000);
