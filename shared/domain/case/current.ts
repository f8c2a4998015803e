/** Small questions to a case's state that several rules ask. */
import { type Day, daysBetween } from '../day.ts';
import type { CaseState, Entry, Episode, Return } from './state.ts';

/** The return that holds now; null where the child never returned or came back into care. */
export function currentReturn(state: CaseState): Return | null {
  const last = state.returns.at(-1);
  return last === undefined || last.reenteredOn !== null ? null : last;
}

/** Whether a move on this day keeps the order of the days; it may be of before the case was opened, on paper. */
export function isInOrder(state: CaseState, on: Day): boolean {
  const before = state.moves.at(-1);
  return before === undefined || on >= before.on;
}

/** The last time the child came back into care; null where it never did. Resuming after a hold is none. */
function lastReentry(state: CaseState): Pick<Entry, 'on' | 'at'> | null {
  return state.moves.findLast((move) => move.to === 'reentered' && move.from !== 'on_hold') ?? null;
}

/**
 * Whether an entry speaks of the present stay in care: of a later day than the last re-entry, or of
 * the same day and recorded after it. What was done before and arrives late does not.
 */
export function isSinceReentry(state: CaseState, entry: Pick<Entry, 'on' | 'at'>): boolean {
  const reentry = lastReentry(state);
  if (reentry === null) return true;
  return entry.on > reentry.on || (entry.on === reentry.on && entry.at > reentry.at);
}

export function currentEpisode(state: CaseState): Episode | null {
  return state.episodes.at(-1) ?? null;
}

/** Days in care of the current or last episode, up to today; null where the admission day is not known. */
export function daysInCare(state: CaseState, today: Day): number | null {
  const episode = currentEpisode(state);
  if (episode === null || episode.admittedOn === null) return null;
  return Math.max(0, daysBetween(episode.admittedOn, episode.leftOn ?? today));
}

/** Family name first, as lists in Kazakhstan are kept. */
export function fullName(child: {
  familyName: string;
  givenName: string;
  patronymic: string | null;
}): string {
  return [child.familyName, child.givenName, child.patronymic]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}
