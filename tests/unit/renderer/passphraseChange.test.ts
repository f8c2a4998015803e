import { describe, expect, it } from 'vitest';
import { passphraseProblems } from '#renderer/app/settings/passphraseChange.ts';

describe('a change of passphrase', () => {
  it('asks for the present one, enough letters, and the same twice', () => {
    expect(passphraseProblems({ current: '', next: 'коротко', repeat: 'другое' })).toEqual({
      current: 'missing',
      next: 'too_short',
      repeat: 'differs',
    });
    const next = 'река поёт утром';
    expect(Object.values(passphraseProblems({ current: 'x', next, repeat: next }))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
