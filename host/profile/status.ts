/** What the lock screen may know before anybody has opened anything. */
import { readKeyFile } from '#db/vault/keyFile.ts';
import { throttledUntil } from '#db/vault/throttle.ts';
import type { ProfileStatus } from '#shared/contract/views.ts';
import { runtimeSupportsDatabase } from '../runtime.ts';
import type { Session } from '../session/session.ts';

export function profileStatus(session: Session): ProfileStatus {
  const { open, home } = session;
  const runtimeFits = runtimeSupportsDatabase();
  if (open !== null) {
    const { name, language, practice } = open.me();
    return { state: 'open', language, name, throttledUntil: null, practice, runtimeFits };
  }
  const file = readKeyFile(home);
  const shown = file.ok ? file.value.shown : null;
  // a key file that cannot be read is still a profile: nobody may make another one over it
  const missing = !file.ok && file.error.code === 'no_profile';
  return {
    state: missing ? 'none' : 'locked',
    language: shown?.language ?? null,
    name: shown?.name ?? null,
    throttledUntil: throttledUntil(home, session.clock())?.toISOString() ?? null,
    practice: false,
    runtimeFits,
  };
}
