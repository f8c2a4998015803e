/** What a failure of the storage is called in the contract. */
import type { StorageCode } from '#db/open/failure.ts';
import type { FailureCode } from '#shared/contract/failure.ts';

export const failureOfStorage: Readonly<Record<StorageCode, FailureCode>> = {
  wrong_key: 'wrong_passphrase',
  not_a_database: 'database_damaged',
  damaged: 'database_damaged',
  newer_schema: 'database_newer',
  disk_full: 'disk_full',
  locked_by_other: 'database_in_use',
  read_only: 'read_only',
  not_found: 'no_profile',
  closed: 'locked',
};
