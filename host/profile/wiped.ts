/** What the window and the command line say where a revoked device has destroyed its profile. */
import { readWipedNote } from '#db/vault/wipedNote.ts';
import { type Failure, failed } from '#shared/contract/failure.ts';
import type { WipedView } from '#shared/contract/views.ts';
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import type { Session } from '../session/session.ts';

/** Null where nothing was destroyed, or somebody has begun anew since. */
export function wipedView({ home, open }: Session): WipedView | null {
  if (open !== null) return null;
  const note = readWipedNote(home);
  if (note === null) return null;
  const { as, at, handedIn, leftSteps, leftDocuments, done, told } = note;
  const on = dayOfInstant(Date.parse(at));
  return { as, on, handedIn, leftSteps, leftDocuments, done, told };
}

export function wipedFailure(session: Session): { ok: false; error: Failure } | null {
  const wiped = wipedView(session);
  return wiped === null ? null : failed('device_wiped', { ...wiped });
}
