import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { natively } from '#runtime/nativePacking.ts';
import { TooLarge, throughStreams } from '#shared/sync/bundle/packing.ts';

const ways = { natively, throughStreams };
const names = ['natively', 'throughStreams'] as const;

test('what one way packs, either way unpacks', async () => {
  const messages = fc.oneof(
    fc.constant(new Uint8Array(0)),
    fc.uint8Array({ maxLength: 2000 }),
    fc.integer({ min: 0, max: 300_000 }).map((length) => new Uint8Array(length).fill(7)),
    fc.uint8Array({ minLength: 40_000, maxLength: 40_000, size: 'max' }),
  );
  await fc.assert(
    fc.asyncProperty(
      messages,
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      async (bytes, one, other) => {
        const packed = await ways[one].gzip(bytes);
        expect(Buffer.compare(await ways[other].gunzip(packed, bytes.length), bytes)).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});

describe.each(names)('%s', (name) => {
  const { gzip, gunzip } = ways[name];

  test.each([1, 100, 200_000, 5_000_000])(
    '%i bytes are not more than allowed, and one byte less is',
    async (length) => {
      const packed = await gzip(new Uint8Array(length).fill(7));
      expect((await gunzip(packed, length)).length).toBe(length);
      await expect(gunzip(packed, length - 1)).rejects.toBeInstanceOf(TooLarge);
    },
  );

  test('what is cut, or no gzip at all, is not too large', async () => {
    const packed = await gzip(new Uint8Array(5000).fill(7));
    for (const wrong of [packed.subarray(0, -3), new Uint8Array(0), Buffer.from('a note')]) {
      const error: unknown = await gunzip(wrong, 10_000).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(TooLarge);
    }
  });
});
