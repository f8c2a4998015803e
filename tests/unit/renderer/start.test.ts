import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passphraseStrength } from '#renderer/app/start/passphraseStrength.ts';
import { groupsOf, groupsToAsk, sameGroup } from '#renderer/app/start/recoveryGroups.ts';

describe('the hint on a passphrase', () => {
  it.each([
    ['дом', 'short'],
    ['1234567890', 'weak'],
    ['аааааааааааа', 'weak'],
    ['домдомдомдом', 'weak'],
    ['тёплый дом', 'fair'],
    ['тёплый дом у тихой реки', 'strong'],
    ['жылы үй, тынық өзен жағасында', 'strong'],
  ] as const)('calls "%s" %s', (passphrase, strength) => {
    expect(passphraseStrength(passphrase)).toBe(strength);
  });
});

describe('asking back the recovery key', () => {
  it('finds the groups however they are separated', () => {
    expect(groupsOf('WHJH-XT0S FBVC')).toEqual(['WHJH', 'XT0S', 'FBVC']);
  });

  it('always asks two different groups of the sheet, in its order', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), share, share, (count, one, other) => {
        const [first, second] = groupsToAsk(count, [one, other]);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThan(second);
        expect(second).toBeLessThan(count);
      }),
    );
  });

  it('takes a group in small letters and with spaces, and no other', () => {
    expect(sameGroup(' wh jh', 'WHJH')).toBe(true);
    expect(sameGroup('WHJJ', 'WHJH')).toBe(false);
    expect(sameGroup('', undefined)).toBe(false);
  });
});
