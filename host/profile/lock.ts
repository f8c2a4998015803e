/** Opens the profile. Wrong passphrases are counted and slowed down by the vault itself. */
import { showOnLock } from '#db/vault/changeLock.ts';
import { recoverVault, unlockVault } from '#db/vault/vault.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import type { Language, Me } from '#shared/contract/views.ts';
import type { Session } from '../session/session.ts';
import { failureOfVault } from './vaultFailure.ts';

export async function unlock(session: Session, passphrase: string): Promise<Result<{ me: Me }>> {
  if (session.open !== null) return done({ me: session.open.me() });
  const unlocked = await unlockVault(session.home, passphrase, session.machineClock(), session.computerStore);
  return unlocked.ok ? openWith(session, unlocked.value.key) : failureOfVault(unlocked.error);
}

export async function recover(
  session: Session,
  given: { readonly recoveryKey: string; readonly passphrase: string },
): Promise<Result<{ me: Me }>> {
  if (isWeak(given.passphrase)) return failed('weak_passphrase', { min: minPassphraseLength });
  if (session.open !== null) return done({ me: session.open.me() });
  const recovered = await recoverVault(session.home, given.recoveryKey, {
    passphrase: given.passphrase,
    hardness: session.hardness,
  });
  return recovered.ok ? openWith(session, recovered.value.key) : failureOfVault(recovered.error);
}

/** The language is also what the lock screen speaks, so the key file is told. */
export function setLanguage(session: Session, language: Language): Promise<Result<null>> {
  return session.whenUnlocked((open) => {
    open.language = language;
    const shown = showOnLock(open.home, { name: open.profile.personName, language });
    session.changes.publish('profile');
    return shown.ok ? done(null) : failureOfVault(shown.error);
  });
}

async function openWith(session: Session, key: Uint8Array): Promise<Result<{ me: Me }>> {
  const opened = await session.openDatabase({ home: session.home, key, practice: false });
  if (!opened.ok) return opened;
  if (!opened.value.isWhole()) {
    await session.lock();
    return failed('database_damaged');
  }
  return session.whenUnlocked((open) => {
    open.catchUp();
    if (session.syncsByItself) session.syncing(open);
    session.changes.publish('profile');
    return done({ me: open.me() });
  });
}

export function isWeak(passphrase: string): boolean {
  return [...passphrase].length < minPassphraseLength;
}
