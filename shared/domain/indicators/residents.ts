/** Residents by day: who was in care, from admissions and departures, net of both. */
import { type Day, laterDay } from '../day.ts';
import type { CaseSummary } from '../summary/shape.ts';

export interface Stay {
  readonly caseId: string;
  /** Day of admission; where nobody wrote it down, the day it became known. */
  readonly from: Day;
  /** Day of leaving, never before `from`; null while the child is in care. */
  readonly until: Day | null;
}

/** Stays in order and without overlaps, so that residents = baseline + admitted − left holds whatever was typed. */
export function staysOf(summaries: readonly CaseSummary[]): Stay[] {
  return summaries.flatMap((summary) => {
    const stays: Stay[] = [];
    for (const episode of summary.episodes) {
      const before = stays.at(-1);
      const entered = episode.admittedOn ?? episode.knownOn;
      const from = before?.until == null ? entered : laterDay(entered, before.until);
      const until = episode.leftOn === null ? null : laterDay(episode.leftOn, from);
      stays.push({ caseId: summary.caseId, from, until });
    }
    return stays;
  });
}

/** In care at the end of the day: admitted on or before it, and not left by it. */
export function isResidentOn(stay: Stay, day: Day): boolean {
  return stay.from <= day && !(stay.until !== null && stay.until <= day);
}

/** Children in care at the end of the day; a child counts once. */
export function residentsOn(stays: readonly Stay[], day: Day): number {
  return new Set(stays.filter((stay) => isResidentOn(stay, day)).map((stay) => stay.caseId)).size;
}

/** Admissions in the days after `after` up to and with `upTo`. */
export function admittedBetween(stays: readonly Stay[], after: Day, upTo: Day): number {
  return stays.filter((stay) => stay.from > after && stay.from <= upTo).length;
}

/** Departures in the days after `after` up to and with `upTo`. */
export function leftBetween(stays: readonly Stay[], after: Day, upTo: Day): number {
  return stays.filter((stay) => stay.until !== null && stay.until > after && stay.until <= upTo).length;
}

/** Days on which the number changed, oldest first, from the start day to the as-of day. */
export function residentsOverTime(
  stays: readonly Stay[],
  from: Day,
  asOf: Day,
): { on: Day; residents: number; admitted: number; left: number }[] {
  const days = new Set<Day>([from, asOf]);
  for (const stay of stays) {
    for (const day of [stay.from, stay.until]) {
      if (day !== null && day > from && day <= asOf) days.add(day);
    }
  }
  return [...days].sort().map((on) => ({
    on,
    residents: residentsOn(stays, on),
    admitted: on === from ? 0 : stays.filter((stay) => stay.from === on).length,
    left: on === from ? 0 : stays.filter((stay) => stay.until === on).length,
  }));
}
