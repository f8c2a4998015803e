/** The printed recovery key: read back however it is typed, and a slip of the pen is noticed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecoveryKey, readRecoveryKey } from '#db/vault/recoveryKey.ts';

describe('the recovery key', () => {
  it('is seven groups of four, and another one each time', () => {
    const keys = Array.from({ length: 50 }, makeRecoveryKey);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys) expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is read in any case and grouping, with o for 0 and i or l for 1', () => {
    const key = makeRecoveryKey();
    const typed = key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readRecoveryKey(typed)).toBe(key);
  });

  it('is refused when characters are missing', () => {
    expect(readRecoveryKey(makeRecoveryKey().slice(0, -1))).toBeNull();
    expect(readRecoveryKey('')).toBeNull();
  });

  it('notices nearly every wrong character: two check characters let one of 1,024 through', () => {
    const slips = fc.record({ at: fc.nat(33), by: fc.integer({ min: 1, max: 31 }) });
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    let unnoticed = 0;
    fc.assert(
      fc.property(slips, ({ at, by }) => {
        const key = makeRecoveryKey();
        const character = key.charAt(at);
        if (character === '-') return;
        const wrong = alphabet.charAt((alphabet.indexOf(character) + by) % 32);
        if (readRecoveryKey(key.slice(0, at) + wrong + key.slice(at + 1)) !== null) unnoticed += 1;
      }),
      { numRuns: 1000 },
    );
    expect(unnoticed).toBeLessThan(15);
  });
});
