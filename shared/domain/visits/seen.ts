/** When the child was seen after the return: what "returned" alone does not tell. */
import { currentReturn } from '../case/current.ts';
import type { CaseState, Return } from '../case/state.ts';
import type { Day } from '../day.ts';

/** House rule: who was not seen within so many days was last seen long ago; no case is closed by then. */
export const seenWithinDays = 30;

type Visit = CaseState['visits'][number];

/** A telephone call is a contact and may fill a slot of the schedule; nobody is seen by it, whatever was ticked. */
export function wasSeen(visit: Pick<Visit, 'visitType' | 'childSeen'>): boolean {
  return visit.childSeen && visit.visitType !== 'phone';
}

/** Visits from the return until it ended: by a re-entry, a death or departure, or the next return. */
export function visitsDuring(state: CaseState, one: Return, next: Return | null): Visit[] {
  const until: Day | null = one.reenteredOn ?? one.endedOn ?? next?.on ?? null;
  return state.visits.filter((visit) => visit.on >= one.on && (until === null || visit.on <= until));
}

/** The days of a return on which the child was seen, and on which it was known to be at home still; each in order. */
export function daysOfSeeing(visits: readonly Visit[]): { seenOn: Day[]; confirmedHomeOn: Day[] } {
  return {
    confirmedHomeOn: daysOf(visits.filter((visit) => visit.atHome === 'yes')),
    seenOn: daysOf(visits.filter(wasSeen)),
  };
}

/** The last day on which the child was seen and lived at home still; null where nobody has seen that yet. */
export function lastSeenHome({
  seenOn,
  confirmedHomeOn,
}: {
  readonly seenOn: readonly Day[];
  readonly confirmedHomeOn: readonly Day[];
}): Day | null {
  return seenOn.findLast((day) => confirmedHomeOn.includes(day)) ?? null;
}

/** The same of the return that holds now; null also where there is none. */
export function seenHomeOn(state: CaseState): Day | null {
  const current = currentReturn(state);
  return current === null ? null : lastSeenHome(daysOfSeeing(visitsDuring(state, current, null)));
}

function daysOf(visits: readonly { readonly on: Day }[]): Day[] {
  return visits.map((visit) => visit.on).sort();
}
