/** Opens and re-keys the profile. Wrong passphrases are counted and slowed down by the vault itself. */

import { recoverVault, changePassphrase as rewrap, showOnLock, unlockVault } from '#db/vault/vault.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import type { Language, Me } from '#shared/contract/views.ts';
import type { Session } from '../session/session.ts';
import { failureOfVault } from './vaultFailure.ts';

export async function unlock(session: Session, passphrase: string): Promise<Result<{ me: Me }>> {
  if (session.open !== null) return done({ me: session.open.me() });
  const unlocked = await unlockVault(session.home, passphrase, session.clock());
  return unlocked.ok ? openWith(session, unlocked.value.key) : failureOfVault(unlocked.error);
}

export async function recover(
  session: Session,
  given: { readonly recoveryKey: string; readonly passphrase: string },
): Promise<Result<{ me: Me }>> {
  if (isWeak(given.passphrase)) return failed('weak_passphrase', { min: minPassphraseLength });
  if (session.open !== null) return done({ me: session.open.me() });
  const recovered = await recoverVault(session.home, given.recoveryKey, given.passphrase);
  return recovered.ok ? openWith(session, recovered.value.key) : failureOfVault(recovered.error);
}

/** Asks for the present passphrase even of an open profile: a laptop left open must not be taken over. */
export async function changePassphrase(
  session: Session,
  given: { readonly current: string; readonly next: string },
): Promise<Result<null>> {
  if (isWeak(given.next)) return failed('weak_passphrase', { min: minPassphraseLength });
  const changed = await rewrap(
    session.open?.home ?? session.home,
    given.current,
    given.next,
    session.clock(),
  );
  return changed.ok ? done(null) : failureOfVault(changed.error);
}

/** The language is also what the lock screen speaks, so the key file is told. */
export function setLanguage(session: Session, language: Language): Promise<Result<null>> {
  return session.whenOpen((open) => {
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
  return session.whenOpen((open) => {
    open.catchUp();
    if (session.syncsByItself) session.syncing(open);
    session.changes.publish('profile');
    return done({ me: open.me() });
  });
}

function isWeak(passphrase: string): boolean {
  return [...passphrase].length < minPassphraseLength;
}
