/**
 * Opens the encrypted database of a profile. The key is 32 random bytes, given raw; it is never
 * written, logged or kept here. Every writer is durable: a step that was acknowledged is on the
 * disk (WAL with synchronous=FULL). Nothing here creates a database in the clear.
 */
import { chmodSync, closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database, { type Connection } from 'better-sqlite3-multiple-ciphers';
import { runNatively } from '#runtime/native.ts';
import { schemaVersion } from '../migrations/index.ts';
import { migrate } from '../migrations/migrate.ts';
import { type Attempt, attempt, failedWith, type StorageFailure, succeeded } from './failure.ts';
import { Reader, Writer } from './handles.ts';

/** Marks our files among all SQLite databases: "Uige" in ASCII. */
export const applicationId = 0x55696765;

export interface OpenOptions {
  /** The database file. */
  readonly path: string;
  /** 32 bytes. Stays the caller's: it is neither kept nor cleared here. */
  readonly key: Uint8Array;
  /** True where the key is known to be this file's (the vault's seal held): what does not open is damaged. */
  readonly keyProven?: boolean;
  /** How long to wait for another program's write, milliseconds. */
  readonly busyTimeout?: number;
}

/**
 * Opens for reading and writing, makes the file when it is missing, and brings its schema up to date.
 * `make`: another kind of writer, for a model of devices that lose their power.
 */
export function openWriter(
  options: OpenOptions,
  make = (connection: Connection) => new Writer(connection),
): Attempt<Writer> {
  const refused = looksWrong(options.path);
  if (refused !== null) return failedWith(refused);
  return opened(options, false, (connection) => {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    // the log goes into the database when nobody waits (host/session/idleCheckpoint.ts); this is its upper bound
    connection.pragma(`wal_autocheckpoint = ${mostWalPages}`);
    connection.pragma('secure_delete = ON');
    connection.pragma('foreign_keys = ON');
    const writer = make(connection);
    migrate(writer);
    return writer;
  });
}

/** Opens an existing database for reading; it must have the current schema. */
export function openReader(options: OpenOptions): Attempt<Reader> {
  const refused = looksWrong(options.path);
  if (refused !== null) return failedWith(refused);
  return opened(options, true, (connection) => new Reader(connection));
}

function opened<Handle>(
  options: OpenOptions,
  readonly: boolean,
  prepareHandle: (connection: Connection) => Handle,
): Attempt<Handle> {
  runNatively();
  const connected = attempt(
    () =>
      new Database(options.path, { readonly, fileMustExist: readonly, timeout: options.busyTimeout ?? 5000 }),
  );
  if (!connected.ok) return connected;
  const connection = connected.value;
  const result = attempt(() => {
    unlock(connection, options.key);
    const known = schemaOf(connection);
    if (known !== null) return failedWith(known);
    if (!readonly) keepPrivate(options.path);
    connection.pragma('temp_store = MEMORY');
    connection.pragma('trusted_schema = OFF');
    connection.pragma(`cache_size = -${cacheKiB}`);
    return succeeded(prepareHandle(connection));
  });
  const answer = result.ok ? result.value : failedWith(meaning(result.error, options.keyProven === true));
  if (!answer.ok) connection.close();
  return answer;
}

/** Gives the key as the raw-key literal of SQLCipher, through bytes that are cleared again. */
function unlock(connection: Connection, key: Uint8Array): void {
  if (key.length !== 32) throw new TypeError('the key has 32 bytes');
  connection.pragma("cipher = 'sqlcipher'");
  connection.pragma('legacy = 4');
  const literal = Buffer.alloc(67);
  literal.write("x'", 0, 'latin1');
  for (const [at, byte] of key.entries()) {
    literal[2 + at * 2] = hexDigits.charCodeAt(byte >> 4);
    literal[3 + at * 2] = hexDigits.charCodeAt(byte & 15);
  }
  literal.write("'", 66, 'latin1');
  connection.key(literal);
  literal.fill(0);
}

/**
 * The file is its person's alone, whatever the system's habit; the log beside it takes its permissions from
 * it. Where they cannot be changed (a disk of another system) the folder of the profile has to do.
 */
function keepPrivate(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  try {
    chmodSync(path, 0o600);
  } catch {
    // not ours to change: the content is encrypted either way
  }
}

/** Room for the lists of 50,000 children: a page from the disk costs its decryption. */
const cacheKiB = 64 * 1024;

/** 32 MiB of write-ahead log. */
const mostWalPages = 8192;

const hexDigits = '0123456789abcdef';

/** Reads the first page, which proves the key; null when the schema is one that we know. */
function schemaOf(connection: Connection): StorageFailure | null {
  const version = Number(connection.pragma('user_version', { simple: true }));
  const application = Number(connection.pragma('application_id', { simple: true }));
  if (application !== 0 && application !== applicationId) {
    return { code: 'not_a_database', detail: `application ${application}` };
  }
  if (version > schemaVersion) return { code: 'newer_schema', detail: `schema ${version}` };
  return null;
}

/** SQLite says "not a database" of a wrong key and of a damaged first page alike. */
function meaning(failure: StorageFailure, keyProven: boolean): StorageFailure {
  if (failure.detail === 'SQLITE_NOTADB' && !keyProven) return { ...failure, code: 'wrong_key' };
  return failure;
}

/** What can be told before any key: a database in the clear is not ours, a cut one is damaged. */
function looksWrong(path: string): StorageFailure | null {
  const looked = attempt(() => {
    const size = statSync(path).size;
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(16);
      readSync(file, start, 0, 16, 0);
      return { size, start: start.toString('latin1') };
    } finally {
      closeSync(file);
    }
  });
  if (!looked.ok) {
    const mayBeMade = looked.error.code === 'not_found' && existsSync(dirname(path));
    return mayBeMade ? null : looked.error;
  }
  const { size, start } = looked.value;
  if (start === 'SQLite format 3\0') return { code: 'not_a_database', detail: 'database in the clear' };
  if (size > 0 && size < pageSize) return { code: 'not_a_database', detail: 'shorter than a page' };
  return null;
}

const pageSize = 4096;
