/** What can go wrong at the lock of a profile. */
import type { StorageFailure } from '../open/failure.ts';

export type VaultFailure =
  | { readonly code: 'no_profile' }
  | { readonly code: 'profile_exists' }
  | { readonly code: 'profile_damaged' }
  /** The key file was made by a later version of the program. */
  | { readonly code: 'newer_profile' }
  /** `until`: from when the next try is allowed, ISO 8601; null while tries are free. */
  | { readonly code: 'wrong_passphrase'; readonly until: string | null }
  | { readonly code: 'throttled'; readonly until: string }
  /** `mistyped`: the check characters do not fit, so it is no recovery key of anybody. */
  | { readonly code: 'wrong_recovery_key'; readonly mistyped: boolean }
  /** Bound to a computer, and this one, or this program, does not give what it needs. */
  | { readonly code: 'other_computer' }
  /** The operating system has no store here that protects. */
  | { readonly code: 'no_computer_store' }
  | StorageFailure;
