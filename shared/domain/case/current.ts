/** Small questions to a case's state that several rules ask. */
import { type Day, daysBetween } from '../day.ts';
import type { CaseState, Episode, Return } from './state.ts';

/** The return that holds now; null where the child never returned or came back into care. */
export function currentReturn(state: CaseState): Return | null {
  const last = state.returns.at(-1);
  return last === undefined || last.reenteredOn !== null ? null : last;
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
