/** What the lock screen may know before anybody has opened anything. */
import { readKeyFile } from '#db/vault/keyFile.ts';
import { throttledUntil } from '#db/vault/throttle.ts';
import { readWipedNote } from '#db/vault/wipedNote.ts';
import type { ProfileStatus } from '#shared/contract/views.ts';
import { runtimeSupportsDatabase } from '../runtime.ts';
import type { Session } from '../session/session.ts';
import { wipedView } from './wiped.ts';

export function profileStatus(session: Session): ProfileStatus {
  const { open, home } = session;
  const runtimeFits = runtimeSupportsDatabase();
  if (open !== null) {
    const { name, language, practice } = open.me();
    return { state: 'open', language, name, throttledUntil: null, practice, runtimeFits, wiped: null };
  }
  const file = readKeyFile(home);
  const shown = file.ok ? file.value.shown : null;
  // a key file that cannot be read is still a profile: nobody may make another one over it
  const missing = !file.ok && file.error.code === 'no_profile';
  const wiped = missing ? wipedView(session) : null;
  return {
    state: missing ? 'none' : 'locked',
    language: shown?.language ?? readWipedNote(home)?.language ?? null,
    name: shown?.name ?? null,
    throttledUntil: throttledUntil(home, session.machineClock())?.toISOString() ?? null,
    practice: false,
    runtimeFits,
    wiped,
  };
}
