import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, parsePayload } from '#shared/sync/canonical.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { checkSeal, firstPrevHash, sealStep } from '#shared/sync/seal.ts';
import { aStep } from '#tests/factories/steps.ts';

const salt = new Uint8Array(16).fill(7);

describe('the seal of a step', () => {
  it('holds for what was sealed, and for nothing that was changed', () => {
    const sealed = sealStep(
      aStep('note.added', { text: 'мама пришла' }),
      { text: 'мама пришла' },
      salt,
      firstPrevHash,
    );
    expect(checkSeal(sealed, firstPrevHash)).toBeNull();
    expect(checkSeal({ ...sealed, payload: canonicalBytes({ text: 'мама не пришла' }) }, firstPrevHash)).toBe(
      'payload_altered',
    );
    expect(checkSeal({ ...sealed, occurredOn: '2025-01-01' }, firstPrevHash)).toBe('header_altered');
    expect(checkSeal({ ...sealed, eventId: sealed.id }, firstPrevHash)).toBe('header_altered');
    expect(checkSeal(sealed, sealed.hash)).toBe('link_broken');
  });

  it('does not depend on the order in which a payload was written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (payload) => {
        const turned = Object.fromEntries(Object.entries(payload).toReversed());
        expect(canonicalBytes(turned)).toEqual(canonicalBytes(payload));
      }),
    );
  });

  it('gives the payload back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (payload) => {
        const normal: unknown = JSON.parse(JSON.stringify(payload));
        expect(parsePayload(canonicalBytes(payload))).toEqual(normal);
      }),
    );
  });

  it('makes the checksum of a feed tell position, step and order apart', () => {
    const one = nextChecksum(emptyChecksum, 1, 'a', salt);
    expect(nextChecksum(emptyChecksum, 2, 'a', salt)).not.toEqual(one);
    expect(nextChecksum(emptyChecksum, 1, 'b', salt)).not.toEqual(one);
    expect(nextChecksum(nextChecksum(emptyChecksum, 1, 'a', salt), 2, 'b', salt)).not.toEqual(
      nextChecksum(nextChecksum(emptyChecksum, 1, 'b', salt), 2, 'a', salt),
    );
  });
});
