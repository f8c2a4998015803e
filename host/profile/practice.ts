/**
 * The practice data: a profile in a temporary folder with a passphrase that nobody knows, holding the
 * practice register. It is removed when the host ends; what a person's own profile holds is never touched.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { Language, Me } from '#shared/contract/views.ts';
import { translator } from '#shared/i18n/index.ts';
import { importRegister } from '../import/importRegister.ts';
import { openRegister } from '../register/openRegister.ts';
import type { Session } from '../session/session.ts';
import { makeProfile } from './create.ts';

const practiceFile = 'dom-nadezhdy.xlsx';
const practiceInstitution = 'Дом надежды';

export async function openPractice(session: Session, language: Language): Promise<Result<{ me: Me }>> {
  if (session.open !== null) await session.lock();
  const home = mkdtempSync(path.join(tmpdir(), 'uige-practice-'));
  session.onEnd(() => rmSync(home, { recursive: true, force: true }));
  const made = await makeProfile(
    session,
    {
      name: translator(language)('cli.practicePerson'),
      role: 'caseworker',
      institution: practiceInstitution,
      passphrase: randomBytes(32).toString('base64'),
      language,
    },
    { home, practice: true },
  );
  if (!made.ok) return made;
  const imported = await importPractice(session);
  return imported.ok ? done({ me: made.value.me }) : imported;
}

async function importPractice(session: Session): Promise<Result<null>> {
  const bytes = await readFile(practiceRegisterPath(session.practiceRegister));
  return session.whenOpen(async (open) => {
    const opened = await openRegister(session, open, { bytes, name: practiceFile });
    if (!opened.ok) return opened;
    const { registerId } = opened.value;
    for await (const event of importRegister(session, {
      registerId,
      institution: practiceInstitution,
      decisions: {},
    })) {
      if ('finished' in event && !event.finished.ok) return event.finished;
    }
    return session.open === open ? done(null) : failed('locked');
  });
}

/** Where the practice register lies in a clone; the packed app is told another place. */
export function practiceRegisterPath(given: string | null = null): string {
  return given ?? fileURLToPath(new URL('../practice/dom-nadezhdy.xlsx', import.meta.url));
}
