/**
 * The lock of a profile: makes, opens and re-wraps the random key of its database. The key leaves
 * only to whoever opens the database, who clears it afterwards. There is no other way in: without
 * passphrase and recovery key the data is lost, and the program says so when it gives the key.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Attempt, attempt, failedWith, succeeded } from '../open/failure.ts';
import { writeAtomically } from './atomicFile.ts';
import type { VaultFailure } from './failure.ts';
import {
  type Argon2Parameters,
  databaseFileName,
  type KeyFile,
  keyFileName,
  keyFileVersion,
  readKeyFile,
} from './keyFile.ts';
import { makeRecoveryKey, readRecoveryKey } from './recoveryKey.ts';
import { countTry, forgetTries, throttledUntil } from './throttle.ts';
import { defaultArgon2, keyOfPassphrase, keyOfRecoveryKey, unwrapKey, wrapKey } from './wrap.ts';

const byPassphrase = 'uige key by passphrase';
const byRecoveryKey = 'uige key by recovery key';
const keyLength = 32;
const saltLength = 16;

export interface NewVault {
  readonly passphrase: string;
  readonly shown: KeyFile['shown'];
  readonly now: Date;
  /** Weaker for tests only; kept in the file. */
  readonly argon2?: Argon2Parameters;
}

/** Makes the folder and its key file. The recovery key is told this once. */
export async function createVault(
  folder: string,
  vault: NewVault,
): Promise<Attempt<{ key: Uint8Array; recoveryKey: string }, VaultFailure>> {
  if (existsSync(join(folder, keyFileName)) || existsSync(join(folder, databaseFileName))) {
    return failedWith({ code: 'profile_exists' });
  }
  const key = new Uint8Array(randomBytes(keyLength));
  const recoveryKey = makeRecoveryKey();
  const file: KeyFile = {
    format: 'uige-profile',
    version: keyFileVersion,
    madeAt: vault.now.toISOString(),
    shown: vault.shown,
    passphrase: await wrapByPassphrase(key, vault.passphrase, vault.argon2 ?? defaultArgon2),
    recovery: wrapByRecoveryKey(key, recoveryKey),
  };
  const written = attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    write(folder, file);
  });
  return written.ok ? succeeded({ key, recoveryKey }) : written;
}

/** The database's key for the right passphrase. A wrong one is counted, and from the fifth on it costs a wait. */
export async function unlockVault(
  folder: string,
  passphrase: string,
  now: Date,
): Promise<Attempt<{ key: Uint8Array }, VaultFailure>> {
  const read = readKeyFile(folder);
  if (!read.ok) return read;
  const until = throttledUntil(folder, now);
  if (until !== null) return failedWith({ code: 'throttled', until: until.toISOString() });
  const counted = attempt(() => countTry(folder, now));
  // a full or read-only disk must not lock anybody out of their own files
  if (!counted.ok && counted.error.code !== 'disk_full' && counted.error.code !== 'read_only') return counted;
  const { argon2, salt, key: wrapped } = read.value.passphrase;
  const by = await keyOfPassphrase(passphrase, Buffer.from(salt, 'base64'), argon2);
  const key = unwrapKey(wrapped, by, byPassphrase);
  by.fill(0);
  if (key === null) {
    const next = throttledUntil(folder, now);
    return failedWith({ code: 'wrong_passphrase', until: next === null ? null : next.toISOString() });
  }
  attempt(() => forgetTries(folder));
  return succeeded({ key });
}

/** Opens with the printed recovery key and sets a new passphrase; the recovery key stays good. */
export async function recoverVault(
  folder: string,
  recoveryKey: string,
  newPassphrase: string,
): Promise<Attempt<{ key: Uint8Array }, VaultFailure>> {
  const read = readKeyFile(folder);
  if (!read.ok) return read;
  const plain = readRecoveryKey(recoveryKey);
  if (plain === null) return failedWith({ code: 'wrong_recovery_key', mistyped: true });
  const { salt, key: wrapped } = read.value.recovery;
  const key = unwrapKey(wrapped, keyOfRecoveryKey(plain, Buffer.from(salt, 'base64')), byRecoveryKey);
  if (key === null) return failedWith({ code: 'wrong_recovery_key', mistyped: false });
  const saved = await savePassphrase(folder, read.value, key, newPassphrase);
  if (!saved.ok) return saved;
  attempt(() => forgetTries(folder));
  return succeeded({ key });
}

/** Wraps the same key by another passphrase. The database is not touched. */
export async function changePassphrase(
  folder: string,
  current: string,
  next: string,
  now: Date,
): Promise<Attempt<null, VaultFailure>> {
  const opened = await unlockVault(folder, current, now);
  if (!opened.ok) return opened;
  const read = readKeyFile(folder);
  if (!read.ok) return read;
  const saved = await savePassphrase(folder, read.value, opened.value.key, next);
  opened.value.key.fill(0);
  return saved;
}

/** Changes what the lock screen shows. */
export function showOnLock(folder: string, shown: KeyFile['shown']): Attempt<null, VaultFailure> {
  const read = readKeyFile(folder);
  if (!read.ok) return read;
  return saved(folder, { ...read.value, shown });
}

async function savePassphrase(
  folder: string,
  file: KeyFile,
  key: Uint8Array,
  passphrase: string,
): Promise<Attempt<null, VaultFailure>> {
  return saved(folder, {
    ...file,
    passphrase: await wrapByPassphrase(key, passphrase, file.passphrase.argon2),
  });
}

function saved(folder: string, file: KeyFile): Attempt<null, VaultFailure> {
  const written = attempt(() => write(folder, file));
  return written.ok ? succeeded(null) : written;
}

function write(folder: string, file: KeyFile): void {
  writeAtomically(join(folder, keyFileName), `${JSON.stringify(file, null, 2)}\n`);
}

async function wrapByPassphrase(key: Uint8Array, passphrase: string, argon2: Argon2Parameters) {
  const salt = randomBytes(saltLength);
  const by = await keyOfPassphrase(passphrase, salt, argon2);
  const wrapped = wrapKey(key, by, byPassphrase);
  by.fill(0);
  return { argon2, salt: salt.toString('base64'), key: wrapped };
}

function wrapByRecoveryKey(key: Uint8Array, recoveryKey: string) {
  const salt = randomBytes(saltLength);
  return {
    salt: salt.toString('base64'),
    key: wrapKey(key, keyOfRecoveryKey(recoveryKey, salt), byRecoveryKey),
  };
}
