import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from '#host/sync/continuous.ts';

test('waiting grows with each failure, never beyond seven and a half minutes, and is never the same for all', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
      const waited = backoff(failures, random);
      expect(waited).toBeGreaterThanOrEqual(500);
      expect(waited).toBeLessThanOrEqual(450_000);
      expect(backoff(failures + 1, random)).toBeGreaterThanOrEqual(waited);
    }),
  );
  expect(backoff(3, 0)).toBe(4_000);
  expect(backoff(3, 0.5)).toBe(8_000);
});
