import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCaseCode, readCaseCode } from '#shared/domain/caseCode.ts';

const codes = fc.uint8Array({ minLength: 7, maxLength: 7 }).map(makeCaseCode);
const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

describe('a case code', () => {
  it('is read back as it was made, in any case and with look-alikes', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readCaseCode(code)).toBe(code);
        expect(readCaseCode(code.toLowerCase().replace('-', ' '))).toBe(code);
        expect(readCaseCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
      }),
    );
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(
        codes,
        fc.constantFrom(0, 1, 2, 3, 5, 6, 7, 8),
        fc.constantFrom(...alphabet),
        (code, at, letter) => {
          fc.pre(code[at] !== letter);
          expect(readCaseCode(code.slice(0, at) + letter + code.slice(at + 1))).toBeNull();
        },
      ),
    );
  });

  it('finds two characters that changed places', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(0, 1, 2, 5, 6), (code, at) => {
        fc.pre(code[at] !== code[at + 1]);
        const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        expect(readCaseCode(swapped)).toBeNull();
      }),
    );
  });
});
