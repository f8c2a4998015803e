/**
 * Makes a profile: key file, database, person, device and, where named, the institution. A new profile
 * is standalone until it is enrolled; its ids are random and never rewritten.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import { attempt } from '#db/open/failure.ts';
import { writeProfile } from '#db/profile/profile.ts';
import { followRules } from '#db/projections/rulesChange.ts';
import { databaseFileName, keyFileName } from '#db/vault/keyFile.ts';
import { createVault } from '#db/vault/vault.ts';
import { forgetWiped } from '#db/vault/wipedNote.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import type { Language, Me } from '#shared/contract/views.ts';
import type { Role } from '#shared/domain/roles.ts';
import { makeInstitution, unnamed } from '../institution/ensure.ts';
import { runtimeSupportsDatabase } from '../runtime.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Session } from '../session/session.ts';
import { failureOfStorage } from '../session/storage.ts';
import { failureOfVault } from './vaultFailure.ts';

export interface NewProfile {
  readonly name: string;
  readonly role: Role;
  readonly institution: string | null;
  readonly passphrase: string;
  readonly language: Language;
}

export async function createProfile(
  session: Session,
  given: NewProfile,
): Promise<Result<{ me: Me; recoveryKey: string }>> {
  if ([...given.passphrase].length < minPassphraseLength) {
    return failed('weak_passphrase', { min: minPassphraseLength });
  }
  if (session.open !== null) return failed('profile_exists');
  return makeProfile(session, given, { home: session.home, practice: false });
}

/** The same for any folder; practice data lives in one of its own. */
export async function makeProfile(
  session: Session,
  given: NewProfile,
  where: { readonly home: string; readonly practice: boolean },
): Promise<Result<{ me: Me; recoveryKey: string }>> {
  if (!runtimeSupportsDatabase()) return failed('runtime_too_old');
  const { name, language, passphrase } = given;
  const now = session.clock();
  const vault = await createVault(where.home, {
    passphrase,
    shown: { name, language },
    now,
    hardness: session.hardness,
  });
  if (!vault.ok) return failureOfVault(vault.error);
  const opened = await session.openDatabase({ ...where, key: vault.value.key });
  if (!opened.ok) {
    removeUnfinished(where.home);
    return opened;
  }
  const written = attempt(() => writePerson(opened.value, given, now));
  if (!written.ok) {
    await session.lock();
    removeUnfinished(where.home);
    return failed(failureOfStorage[written.error.code]);
  }
  forgetWiped(where.home);
  session.changes.publish('profile');
  return done({ me: opened.value.me(), recoveryKey: vault.value.recoveryKey });
}

/** Nobody has worked in it yet, and nobody knows its recovery key: it would only be in the way. */
function removeUnfinished(home: string): void {
  for (const name of [keyFileName, databaseFileName, `${databaseFileName}-wal`, `${databaseFileName}-shm`]) {
    rmSync(path.join(home, name), { force: true });
  }
}

function writePerson(open: OpenProfile, given: NewProfile, now: Date): void {
  open.database.transaction(() => {
    writeProfile(open.database, {
      personId: v7(),
      personName: given.name,
      deviceId: v7(),
      roles: [{ institutionId: unnamed, role: given.role }],
      standalone: true,
      serverUrl: null,
      clockOffset: 0,
      newestServerTime: null,
      lastContactAt: null,
      enrolledAt: null,
      madeAt: now.toISOString(),
    });
    open.language = given.language;
    // a new profile has nothing of an older build to tell anew
    followRules(open.database, now);
    if (given.institution !== null) makeInstitution(open, given.institution);
  });
}
