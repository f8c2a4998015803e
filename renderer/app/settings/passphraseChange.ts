/** A change of passphrase as it is typed, and what keeps it from being sent. Pure. */
import { minPassphraseLength } from '#shared/contract/profile.ts';

export interface PassphraseChange {
  readonly current: string;
  readonly next: string;
  readonly repeat: string;
}

export interface PassphraseProblems {
  readonly current: 'missing' | null;
  readonly next: 'too_short' | null;
  readonly repeat: 'differs' | null;
}

export const emptyChange: PassphraseChange = { current: '', next: '', repeat: '' };

export function passphraseProblems(change: PassphraseChange): PassphraseProblems {
  return {
    current: change.current === '' ? 'missing' : null,
    next: change.next.length < minPassphraseLength ? 'too_short' : null,
    repeat: change.repeat === change.next ? null : 'differs',
  };
}
