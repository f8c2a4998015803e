import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anywhere, fromBase64, toBase64 } from '#shared/sync/base64.ts';

const bytes = fc.oneof(fc.uint8Array(), fc.uint8Array({ minLength: 20_000, maxLength: 20_000 }));

test('any bytes come back, and every runtime spells them the same', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      const text = toBase64(given);
      expect(anywhere.toBase64(given)).toBe(text);
      expect(fromBase64(text)).toEqual(given);
      expect(anywhere.fromBase64(text)).toEqual(given);
    }),
    { numRuns: 100 },
  );
});

test('a part of a larger array is spelt alone', () => {
  expect(toBase64(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toBe('AgM=');
});

test.each(['A', 'AAA*', 'AA A', 'AAAAA', '=AAA'])('%s is none', (text) => {
  expect(() => fromBase64(text)).toThrow();
  expect(() => anywhere.fromBase64(text.replace(' ', '*'))).toThrow();
});
