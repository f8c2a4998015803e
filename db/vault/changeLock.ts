/**
 * Changes how a profile is opened: its passphrase, its recovery key, whether it is bound to this computer,
 * what its lock shows. The database's own key stays, so the database is not touched; a copy of the key file
 * that was made before still opens with what opened it then (docs/keys.md says what follows from that).
 * Each change asks the passphrase even of an open profile, and writes the key file whole or not at all.
 */

import type { ComputerStore } from '#shared/contract/computerStore.ts';
import { type Attempt, failedWith, succeeded } from '../open/failure.ts';
import type { VaultFailure } from './failure.ts';
import type { Hardness } from './hardness.ts';
import { type KeyFile, readKeyFile } from './keyFile.ts';
import { type ComputerSecret, makeSecret, secretOf, wrapByPassphrase } from './passphraseWrap.ts';
import { makeRecoveryKey } from './recoveryKey.ts';
import { wrapByRecoveryKey } from './recoveryWrap.ts';
import { keyByRecovery, saveKeyFile, unlockVault } from './vault.ts';

export interface Asking {
  /** The present one; wrong ones are counted as at the lock. */
  readonly passphrase: string;
  readonly now: Date;
  readonly store: ComputerStore | null;
}

/** Wraps the same key by another passphrase. */
export function changePassphrase(
  folder: string,
  asking: Asking,
  next: { readonly passphrase: string; readonly hardness: Hardness },
): Promise<Attempt<null, VaultFailure>> {
  return rewrapped(folder, asking, async (file, key) => {
    const computer = await secretOf(file.passphrase, asking.store);
    if (computer === 'absent') return failedWith({ code: 'other_computer' });
    return succeeded(await withPassphrase(file, key, next, computer));
  });
}

/** Makes another recovery key, told this once; the sheet printed before opens this key file no more. */
export async function renewRecoveryKey(
  folder: string,
  asking: Asking,
): Promise<Attempt<{ recoveryKey: string }, VaultFailure>> {
  const recoveryKey = makeRecoveryKey();
  const saved = await rewrapped(folder, asking, async (file, key) =>
    succeeded({ ...file, recovery: wrapByRecoveryKey(key, recoveryKey) }),
  );
  return saved.ok ? succeeded({ recoveryKey }) : saved;
}

/**
 * Binds the profile to this computer: from then on the passphrase opens it only together with what the
 * operating system's store keeps. The store can be lost with the account or the computer, so whoever binds
 * proves with the recovery key that they hold the other way in.
 */
export function bindToComputer(
  folder: string,
  asking: Asking & { readonly store: ComputerStore },
  given: { readonly recoveryKey: string; readonly hardness: Hardness },
): Promise<Attempt<null, VaultFailure>> {
  return rewrapped(folder, asking, async (file, key) => {
    const proven = keyByRecovery(file, given.recoveryKey);
    if (!proven.ok) return proven;
    proven.value.key.fill(0);
    const computer = await makeSecret(asking.store);
    if (computer === null) return failedWith({ code: 'no_computer_store' });
    return succeeded(await withPassphrase(file, key, { ...given, passphrase: asking.passphrase }, computer));
  });
}

/** The passphrase alone opens it again, on any computer. */
export function freeFromComputer(
  folder: string,
  asking: Asking,
  given: { readonly hardness: Hardness },
): Promise<Attempt<null, VaultFailure>> {
  return rewrapped(folder, asking, async (file, key) =>
    succeeded(await withPassphrase(file, key, { ...given, passphrase: asking.passphrase }, null)),
  );
}

/** Changes what the lock screen shows, without any key. */
export function showOnLock(folder: string, shown: KeyFile['shown']): Attempt<null, VaultFailure> {
  const read = readKeyFile(folder);
  return read.ok ? saveKeyFile(folder, { ...read.value, shown }) : read;
}

/** Opens with the passphrase, makes another key file of it, and writes that. */
async function rewrapped(
  folder: string,
  { passphrase, now, store }: Asking,
  change: (file: KeyFile, key: Uint8Array) => Promise<Attempt<KeyFile, VaultFailure>>,
): Promise<Attempt<null, VaultFailure>> {
  const opened = await unlockVault(folder, passphrase, now, store);
  if (!opened.ok) return opened;
  const { key } = opened.value;
  try {
    const read = readKeyFile(folder);
    if (!read.ok) return read;
    const changed = await change(read.value, key);
    return changed.ok ? saveKeyFile(folder, changed.value) : changed;
  } finally {
    key.fill(0);
  }
}

async function withPassphrase(
  file: KeyFile,
  key: Uint8Array,
  next: { readonly passphrase: string; readonly hardness: Hardness },
  computer: ComputerSecret | null,
): Promise<KeyFile> {
  const wrap = await wrapByPassphrase(key, next.passphrase, await next.hardness(), computer);
  computer?.secret.fill(0);
  return { ...file, passphrase: wrap };
}
