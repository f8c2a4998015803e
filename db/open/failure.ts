/**
 * What can go wrong with the storage, as values. SQLite's errors are thrown deep inside a
 * transaction, which they roll back; `attempt` at the edge tells them apart. Anything it does not
 * know is a bug and stays an exception.
 */
export type StorageCode =
  /** The key does not open this file. */
  | 'wrong_key'
  | 'not_a_database'
  /** Pages do not pass their authentication, or the file is cut short. */
  | 'damaged'
  /** Made by a later version of the program: untouched. */
  | 'newer_schema'
  | 'disk_full'
  /** Another program holds the write lock longer than we wait. */
  | 'locked_by_other'
  | 'read_only'
  | 'not_found'
  /** The profile was locked while something still worked on it. */
  | 'closed';

/** Thrown by a handle whose database has been closed: whoever still works on it ends here, and writes nothing. */
export class DatabaseClosed extends Error {
  readonly code = 'DATABASE_CLOSED';
  constructor() {
    super('the database is closed');
  }
}

export interface StorageFailure {
  readonly code: StorageCode;
  /** For logs; it holds no content of the database. */
  readonly detail: string;
}

export type Attempt<Value, Failure = StorageFailure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function succeeded<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function failedWith<Failure>(error: Failure): { ok: false; error: Failure } {
  return { ok: false, error };
}

/** Runs work against the database; a failure of the storage comes back as a value. */
export function attempt<Value>(work: () => Value): Attempt<Value> {
  try {
    return succeeded(work());
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    return failedWith(failure);
  }
}

/** Tells a failure of the storage from a bug: null for a bug. */
export function storageFailure(error: unknown): StorageFailure | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const known = codes.find(
    ([prefix]) => error.code === prefix || String(error.code).startsWith(`${prefix}_`),
  );
  return known === undefined ? null : { code: known[1], detail: error.code };
}

/** The system's and SQLite's codes, and our own; more precise ones first. */
const codes: readonly (readonly [string, StorageCode])[] = [
  ['DATABASE_CLOSED', 'closed'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR_WRITE', 'disk_full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_IOERR_TRUNCATE', 'disk_full'],
  ['SQLITE_IOERR_FSYNC', 'disk_full'],
  ['SQLITE_IOERR', 'damaged'],
  ['SQLITE_BUSY', 'locked_by_other'],
  ['SQLITE_LOCKED', 'locked_by_other'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_PERM', 'read_only'],
  ['SQLITE_CANTOPEN', 'not_found'],
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EFBIG', 'disk_full'],
  ['EROFS', 'read_only'],
  ['EACCES', 'read_only'],
  ['EPERM', 'read_only'],
  ['ENOENT', 'not_found'],
];
