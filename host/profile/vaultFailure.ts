/** What a failure at the lock is called in the contract. */
import type { VaultFailure } from '#db/vault/failure.ts';
import { type Failure, failed } from '#shared/contract/failure.ts';
import { failureOfStorage } from '../session/storage.ts';

export function failureOfVault(failure: VaultFailure): { ok: false; error: Failure } {
  switch (failure.code) {
    case 'no_profile':
    case 'profile_exists':
    case 'other_computer':
    case 'no_computer_store':
      return failed(failure.code);
    case 'profile_damaged':
      return failed('database_damaged');
    case 'newer_profile':
      return failed('database_newer');
    case 'wrong_passphrase':
    case 'throttled':
      return failed(failure.code, { until: failure.until });
    case 'wrong_recovery_key':
      return failed('wrong_recovery_key', { mistyped: failure.mistyped });
    default:
      return failed(failureOfStorage[failure.code]);
  }
}
