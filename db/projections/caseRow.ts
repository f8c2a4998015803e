/**
 * The line of the list, derived purely: from the whole case where this device holds it, else from
 * the institution's summary and the roster. The same inputs give the same row; verify counts on it.
 */
import { currentEpisode, currentReturn } from '#shared/domain/case/current.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { addDays, type Day, daysBetween, yearOf } from '#shared/domain/day.ts';
import { stages } from '#shared/domain/stages.ts';
import type { CaseSummary, RosterEntry } from '#shared/domain/summary/shape.ts';
import type { Task } from '#shared/domain/tasks.ts';
import { lastSeenHome, seenHomeOn } from '#shared/domain/visits/seen.ts';
import type { Flag } from '../columns.ts';
import type { Schema } from '../schema.ts';
import { searchText } from './searchText.ts';
import { sortKey } from './sortKey.ts';

/** A line as it is derived; storing it gives it its number. */
export type CaseRow = Omit<Schema['case_row'], 'row'>;

export interface RowContext {
  /** The day by which "next due" is told; null takes the earliest open task. */
  readonly dueDay: Day | null;
  /** Resolves a local institution or person to the server's, after enrolment. */
  readonly resolve: (id: string) => string;
}

/** The row of a case whose steps this device holds. */
export function rowOfCase(
  state: CaseState,
  tasks: readonly Task[],
  unsent: number,
  possibleDuplicate: boolean,
  context: RowContext,
): CaseRow {
  const child = state.child;
  const episode = currentEpisode(state);
  return {
    ...identityColumns({
      caseCode: state.caseCode,
      familyName: child?.familyName ?? null,
      givenName: child?.givenName ?? null,
      patronymic: child?.patronymic ?? null,
      iin: child?.iin ?? null,
    }),
    ...caseworkerColumns(
      state.caseworker === null
        ? null
        : { ...state.caseworker, personId: context.resolve(state.caseworker.personId) },
    ),
    ...dueColumns(tasks, context.dueDay),
    case_id: state.caseId,
    child_id: state.childId,
    held: 1,
    ...birthColumns(child?.birthDate ?? null, child?.birthYear ?? null),
    sex: child?.sex ?? null,
    stage: state.stage,
    stage_rank: stages.indexOf(state.stage),
    stage_since: state.stageSince,
    ...careColumns(episode?.admittedOn ?? null, episode?.leftOn ?? null),
    returned_on: currentReturn(state)?.on ?? null,
    seen_home_on: seenHomeOn(state),
    institution_id: state.institutionId === null ? null : context.resolve(state.institutionId),
    place: child?.familyPlace ?? null,
    sibling_group: state.siblings?.groupId ?? null,
    unsent,
    conflict: flagOf(state.conflicts.length > 0),
    review: flagOf(state.review.length > 0),
    update_needed: flagOf(state.updateNeeded),
    possible_duplicate: flagOf(possibleDuplicate),
    concern: flagOf(state.concerns.some((concern) => concern.resolved === null)),
  };
}

/** The row of a case known only from its institution: a director's view. At least one of the two is given. */
export function rowOfSummary(
  caseId: string,
  institutionId: string | null,
  summary: CaseSummary | null,
  entry: RosterEntry | null,
): CaseRow {
  const episode = summary?.episodes.at(-1) ?? null;
  const lastReturn = summary?.returns.at(-1) ?? null;
  const current = lastReturn?.reenteredOn === null ? lastReturn : null;
  const stage = summary?.stage ?? 'identified';
  const caseworkerId = entry?.caseworkerId ?? summary?.caseworkerId ?? null;
  return {
    ...identityColumns({
      caseCode: summary?.caseCode ?? entry?.caseCode ?? '',
      familyName: entry?.familyName ?? null,
      givenName: entry?.givenName ?? null,
      patronymic: entry?.patronymic ?? null,
      iin: null,
    }),
    ...caseworkerColumns(
      caseworkerId === null ? null : { personId: caseworkerId, name: entry?.caseworkerName ?? null },
    ),
    ...dueColumns([], null),
    case_id: caseId,
    child_id: null,
    held: 0,
    sex: entry?.sex ?? summary?.sex ?? null,
    ...birthColumns(entry?.birthDate ?? null, entry?.birthYear ?? summary?.birthYear ?? null),
    stage,
    stage_rank: stages.indexOf(stage),
    stage_since: summary?.stages.at(-1)?.on ?? null,
    ...careColumns(episode?.admittedOn ?? null, episode?.leftOn ?? null),
    returned_on: current?.on ?? null,
    seen_home_on: current === null ? null : lastSeenHome(current),
    institution_id: institutionId,
    place: null,
    sibling_group: summary?.siblingGroup ?? null,
    unsent: 0,
    conflict: 0,
    review: 0,
    update_needed: flagOf(summary?.updateNeeded === true),
    possible_duplicate: flagOf(summary?.possibleDuplicate === true),
    concern: 0,
  };
}

function identityColumns(child: Parameters<typeof searchText>[0]) {
  const parts = [child.familyName, child.givenName, child.patronymic];
  return {
    case_code: child.caseCode,
    family_name: child.familyName,
    given_name: child.givenName,
    patronymic: child.patronymic,
    iin: child.iin,
    folded: searchText(child),
    key_ru: sortKey(parts, 'ru'),
    key_kk: sortKey(parts, 'kk'),
  };
}

/** Beyond every day. */
const sortsLast = '9999';

/** A child of whom only the year is known sorts after those born in it. */
function birthColumns(birthDate: Day | null, birthYear: number | null) {
  const year = birthDate === null ? birthYear : yearOf(birthDate);
  return {
    birth_date: birthDate,
    birth_year: year,
    birth_key: birthDate ?? (year === null ? sortsLast : `${year}-99`),
  };
}

function careColumns(admittedOn: Day | null, leftOn: Day | null) {
  return {
    admitted_on: admittedOn,
    left_on: leftOn,
    care_since: admittedOn === null || leftOn !== null ? null : -dayNumber(admittedOn),
    care_days: admittedOn === null || leftOn === null ? null : daysBetween(admittedOn, leftOn),
  };
}

/** Days since 1970, so that days in care are a subtraction. */
export function dayNumber(day: Day): number {
  return daysBetween('1970-01-01', day);
}

function caseworkerColumns(caseworker: { readonly personId: string; readonly name: string | null } | null) {
  const name = caseworker?.name ?? null;
  return {
    caseworker_id: caseworker?.personId ?? null,
    caseworker_name: name,
    caseworker_key_ru: sortKey([name], 'ru'),
    caseworker_key_kk: sortKey([name], 'kk'),
  };
}

/** Next: the earliest open task that is not missed by the day. Overdue: what is late or missed counts until done. */
export function dueColumns(
  tasks: readonly Pick<Task, 'kind' | 'dueOn' | 'onTimeUntil' | 'missedFrom'>[],
  day: Day | null,
) {
  const open =
    day === null ? tasks : tasks.filter((task) => task.missedFrom === null || task.missedFrom > day);
  const next = earliest(open, (task) => task.dueOn);
  const late = earliest(tasks, (task) => task.onTimeUntil);
  return {
    next_due_on: next?.dueOn ?? null,
    next_due_key: next?.dueOn ?? sortsLast,
    next_due_kind: next?.kind ?? null,
    next_until: next?.missedFrom ?? null,
    overdue_from: late === null ? null : addDays(late.onTimeUntil, 1),
  };
}

function earliest<Item>(items: readonly Item[], dayOf: (item: Item) => Day): Item | null {
  let first: Item | null = null;
  for (const item of items) if (first === null || dayOf(item) < dayOf(first)) first = item;
  return first;
}

function flagOf(holds: boolean): Flag {
  return holds ? 1 : 0;
}
