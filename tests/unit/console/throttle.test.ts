import { expect, it } from 'vitest';
import { waitAfter } from '#server/console/throttle.ts';

it('five tries are free, then the wait doubles from half a minute to a quarter of an hour', () => {
  const seconds = [4, 5, 6, 7, 8, 9, 10, 11, 1000].map((wrong) => waitAfter(wrong, 5) / 1000);
  expect(seconds).toEqual([0, 30, 60, 120, 240, 480, 900, 900, 900]);
});
