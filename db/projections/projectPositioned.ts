/** What steps that the server has numbered change in the projected rows, feed kind by feed kind. */
import type { FeedKind, Step } from '#shared/domain/step.ts';
import type { Writer } from '../open/handles.ts';
import { isStandalone } from '../profile/profile.ts';
import { enterInDirectory } from './directory.ts';
import { listStep, logStep } from './institutionLog.ts';
import { markStale } from './staleCases.ts';

/**
 * Steps of one feed in order of position. Answers the cases that moved; they are marked, and their rows
 * follow with `projectStale`, once for many pages.
 */
export function projectPositioned(writer: Writer, kind: FeedKind, steps: readonly Step[]): string[] {
  if (isStandalone(writer)) throw new Error('a standalone device has no server to number its steps');
  const cases = new Set<string>();
  for (const step of steps) {
    if (kind === 'case') cases.add(step.feedId);
    if (kind === 'directory') enterInDirectory(writer, step);
    const about =
      kind === 'institution' ? logStep(writer, step) : kind === 'roster' ? listStep(writer, step) : null;
    if (about !== null) cases.add(about);
  }
  markStale(writer, cases);
  return [...cases];
}
