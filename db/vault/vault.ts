/**
 * The lock of a profile: makes and opens the random key of its database. The key leaves only to whoever
 * opens the database, who clears it afterwards. There is no other way in: without passphrase and recovery
 * key the data is lost, and the program says so when it gives the key. How it is changed: changeLock.ts.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import { type Attempt, attempt, failedWith, succeeded } from '../open/failure.ts';
import type { VaultFailure } from './failure.ts';
import type { Hardness } from './hardness.ts';
import { databaseFileName, type KeyFile, keyFileName, readKeyFile, writeKeyFile } from './keyFile.ts';
import { openByPassphrase, secretOf, wrapByPassphrase } from './passphraseWrap.ts';
import { makeRecoveryKey, readRecoveryKey } from './recoveryKey.ts';
import { openByRecoveryKey, wrapByRecoveryKey } from './recoveryWrap.ts';
import { countTry, forgetTries, throttledUntil } from './throttle.ts';

const keyLength = 32;

export interface NewVault {
  readonly passphrase: string;
  readonly shown: KeyFile['shown'];
  readonly now: Date;
  readonly hardness: Hardness;
}

/** Makes the folder and its key file. The recovery key is told this once. */
export async function createVault(
  folder: string,
  vault: NewVault,
): Promise<Attempt<{ key: Uint8Array; recoveryKey: string }, VaultFailure>> {
  if (existsSync(join(folder, keyFileName)) || existsSync(join(folder, databaseFileName))) {
    return failedWith({ code: 'profile_exists' });
  }
  const key = crypto.getRandomValues(new Uint8Array(keyLength));
  const recoveryKey = makeRecoveryKey();
  const file = {
    madeAt: vault.now.toISOString(),
    shown: vault.shown,
    passphrase: await wrapByPassphrase(key, vault.passphrase, await vault.hardness(), null),
    recovery: wrapByRecoveryKey(key, recoveryKey),
  };
  const written = attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeKeyFile(folder, file);
  });
  return written.ok ? succeeded({ key, recoveryKey }) : written;
}

/**
 * The database's key for the right passphrase. A wrong one is counted, and from the fifth on it costs a wait.
 * @param store what a profile that is bound to its computer needs besides
 */
export async function unlockVault(
  folder: string,
  passphrase: string,
  now: Date,
  store: ComputerStore | null = null,
): Promise<Attempt<{ key: Uint8Array }, VaultFailure>> {
  const read = readKeyFile(folder);
  if (!read.ok) return read;
  const until = throttledUntil(folder, now);
  if (until !== null) return failedWith({ code: 'throttled', until: until.toISOString() });
  const computer = await secretOf(read.value.passphrase, store);
  // no passphrase was tried: without the secret none could be right
  if (computer === 'absent') return failedWith({ code: 'other_computer' });
  const counted = attempt(() => countTry(folder, now));
  // a full or read-only disk must not lock anybody out of their own files
  if (!counted.ok && counted.error.code !== 'disk_full' && counted.error.code !== 'read_only') return counted;
  const key = await openByPassphrase(read.value.passphrase, passphrase, computer);
  computer?.secret.fill(0);
  if (key === null) {
    const next = throttledUntil(folder, now);
    return failedWith({ code: 'wrong_passphrase', until: next === null ? null : next.toISOString() });
  }
  attempt(() => forgetTries(folder));
  return succeeded({ key });
}

/**
 * Opens with the printed recovery key and sets a new passphrase; the recovery key stays good. A profile that
 * was bound to a computer is so no more: this may be another one.
 */
export async function recoverVault(
  folder: string,
  recoveryKey: string,
  next: { readonly passphrase: string; readonly hardness: Hardness },
): Promise<Attempt<{ key: Uint8Array }, VaultFailure>> {
  const read = readKeyFile(folder);
  if (!read.ok) return read;
  const opened = keyByRecovery(read.value, recoveryKey);
  if (!opened.ok) return opened;
  const { key } = opened.value;
  const passphrase = await wrapByPassphrase(key, next.passphrase, await next.hardness(), null);
  const saved = saveKeyFile(folder, { ...read.value, passphrase });
  if (!saved.ok) {
    key.fill(0);
    return saved;
  }
  attempt(() => forgetTries(folder));
  return succeeded({ key });
}

/** The database's key by the recovery key as a person types it. */
export function keyByRecovery(file: KeyFile, typed: string): Attempt<{ key: Uint8Array }, VaultFailure> {
  const plain = readRecoveryKey(typed);
  if (plain === null) return failedWith({ code: 'wrong_recovery_key', mistyped: true });
  const key = openByRecoveryKey(file.recovery, plain);
  return key === null ? failedWith({ code: 'wrong_recovery_key', mistyped: false }) : succeeded({ key });
}

export function saveKeyFile(folder: string, file: KeyFile): Attempt<null, VaultFailure> {
  const written = attempt(() => writeKeyFile(folder, file));
  return written.ok ? succeeded(null) : written;
}
