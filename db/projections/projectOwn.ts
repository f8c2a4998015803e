/** What own, unsent steps change in the projected rows. */
import { parsePayload } from '#shared/sync/canonical.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Writer } from '../open/handles.ts';
import { isStandalone } from '../profile/profile.ts';
import { findFeed } from '../steps/feeds.ts';
import { enterInDirectory } from './directory.ts';
import { logDerived, logOwnStep } from './institutionLog.ts';
import { projectCase } from './projectCase.ts';

export function projectOwn(writer: Writer, steps: readonly SealedStep[], now: Date): void {
  const standalone = isStandalone(writer);
  const cases = new Set<string>();
  for (const step of steps) {
    const kind = findFeed(writer, step.feedId)?.kind;
    const read = { ...step, pos: null, receivedAt: null, verdict: null, payload: parsePayload(step.payload) };
    if (kind === 'case') cases.add(step.feedId);
    if (kind === 'institution' && standalone) logOwnStep(writer, read, now);
    if (kind === 'directory') enterInDirectory(writer, read);
  }
  for (const caseId of cases) {
    const projected = projectCase(writer, caseId);
    if (standalone && projected !== null && projected.state !== null)
      logDerived(writer, projected.state, now);
  }
}
