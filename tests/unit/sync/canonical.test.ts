/** What the server takes for canonical is what RFC 8785 says, however quickly it is told. */
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/sync/bytes.ts';
import { canonicalBytes, readCanonical } from '#shared/sync/canonical.ts';

const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });

describe('a payload on its way in', () => {
  it('is read where its bytes are the canonical spelling', () => {
    fc.assert(
      fc.property(json, (value) => {
        const bytes = canonicalBytes(value);
        expect(readCanonical(bytes)).toEqual(JSON.parse(new TextDecoder().decode(bytes)));
      }),
    );
  });

  it('is told canonical exactly where the library spells it the same', () => {
    const object = fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.nat(12).map(String)), json);
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const same = canonicalize(JSON.parse(text)) === text;
        expect(readCanonical(utf8(text)) !== undefined).toBe(same);
      }),
    );
  });

  it.each([
    ['a space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a key twice', '{"a":1,"a":2}'],
    ['numbers as keys in the order of counting', '{"9":1,"10":2}'],
    ['a number spelt long', '{"a":1.0}'],
    ['minus zero', '{"a":-0}'],
    ['half of a pair', '{"a":"\\ud800"}'],
    ['a letter spelt as its code', '{"a":"\\u0061"}'],
    ['no JSON', '{'],
  ])('is not read with %s', (_what, text) => {
    expect(readCanonical(utf8(text))).toBeUndefined();
  });

  it('is not read with bytes that are no UTF-8', () => {
    expect(readCanonical(new Uint8Array([0x22, 0xff, 0x22]))).toBeUndefined();
  });
});
