/** What today asks of a person: visits and deadlines, what waits for a decision, and how the work stands. */
import type { Reader } from '#db/open/handles.ts';
import { prepare, query } from '#db/open/query.ts';
import { type SortLanguage, sortKey } from '#db/projections/sortKey.ts';
import { readCase } from '#db/queries/cases.ts';
import type { TaskItem, TodayView } from '#shared/contract/views.ts';
import { fullName } from '#shared/domain/case/current.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import type { Stage } from '#shared/domain/stages.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { tasksWithin } from './dueTasks.ts';

const daysAhead = 7;
const daysLookedBack = 30;

export function todayView(open: OpenProfile): TodayView {
  const reader = open.database;
  const today = open.today();
  const language = open.language === 'kk' ? 'kk' : 'ru';
  const all = byTrip(tasksWithin(reader, today, daysAhead), language);
  const items = all.filter((item) => item.state !== 'soon');
  const soon = all.filter((item) => item.state === 'soon');
  const caseload = caseloadOf(reader);
  return {
    today,
    counts: {
      overdue: items.filter((item) => item.state !== 'due').length,
      today: items.filter((item) => item.state === 'due').length,
      week: soon.length,
    },
    items,
    soon,
    waiting: waitingIn(reader),
    caseload: caseload.byStage,
    children: caseload.children,
    last30: lookBack(reader, today),
  };
}

/**
 * A day's work is a trip: by place, then family, then day. Places and names sort by the same alphabets as the
 * list of children: Electron's own engine brings no Kazakh order.
 */
function byTrip(tasks: readonly TaskItem[], language: SortLanguage): TaskItem[] {
  return tasks
    .map((task) => ({ task, place: sortKey([task.place], language), kin: keyOfKin(task, language) }))
    .sort(
      (one, other) =>
        inOrder(one.place, other.place) ||
        inOrder(one.kin, other.kin) ||
        inOrder(one.task.dueOn, other.task.dueOn),
    )
    .map(({ task }) => task);
}

function keyOfKin(task: TaskItem, language: SortLanguage): string {
  return sortKey([task.kin?.name ?? null], language);
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const stagesHeld = prepare()(() =>
  query
    .selectFrom('case_row')
    .select((select) => ['stage', select.fn.countAll<number>().as('children')])
    .where('held', '=', 1)
    .groupBy('stage'),
);

function caseloadOf(reader: Reader): { byStage: Partial<Record<Stage, number>>; children: number } {
  const rows = reader.all(stagesHeld, {});
  return {
    byStage: Object.fromEntries(rows.map((row) => [row.stage, row.children])),
    children: rows.reduce((sum, row) => sum + row.children, 0),
  };
}

/** Cases in which something waits for a person: found by their rows and by the kinds of step that ask. */
const casesThatMayWait = prepare()(() =>
  query
    .selectFrom('case_row')
    .select('case_id')
    .where((where) =>
      where.or([
        where('conflict', '=', 1),
        where('review', '=', 1),
        where('case_id', 'in', (select) =>
          select.selectFrom('step').select('feed_id').where('kind', '=', 'override.requested'),
        ),
      ]),
    ),
);

function waitingIn(reader: Reader): TodayView['waiting'] {
  const waiting = reader.all(casesThatMayWait, {}).flatMap(({ case_id }) => {
    const state = readCase(reader, case_id);
    return state === null ? [] : waitingFor(state);
  });
  return waiting.sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0));
}

function waitingFor(state: CaseState): TodayView['waiting'][number][] {
  const about = { caseId: state.caseId, name: state.child === null ? null : fullName(state.child) };
  return [
    ...state.overrides
      .filter((request) => request.decided === null)
      .map((request) => ({ ...about, what: 'override' as const, since: request.on, detail: request.to })),
    ...state.conflicts.map((conflict) => ({
      ...about,
      what: 'conflict' as const,
      since: conflict.claims.map((claim) => claim.on).sort()[0] ?? '',
      detail: conflict.field,
    })),
    ...state.review.map(({ why }) => ({
      ...about,
      what: 'review' as const,
      since: state.stageSince ?? '',
      detail: why,
    })),
  ];
}

/** Children at home, and those who came back into care: their visits had been due as well. */
const returnedCases = prepare()(() =>
  query
    .selectFrom('case_row')
    .select('case_id')
    .where('held', '=', 1)
    .where((where) =>
      where.or([
        where('returned_on', 'is not', null),
        where('case_id', 'in', (select) =>
          select.selectFrom('step').select('feed_id').where('kind', '=', 'reentry.recorded'),
        ),
      ]),
    ),
);

/** Visits of the schedules that fell due within the last thirty days, and children who came back into care. */
function lookBack(reader: Reader, today: Day): TodayView['last30'] {
  const from = addDays(today, -daysLookedBack);
  const within = (day: Day | null): boolean => day !== null && day > from && day <= today;
  const returns = reader.all(returnedCases, {}).flatMap(({ case_id }) => {
    const state = readCase(reader, case_id);
    return state === null ? [] : summarise(state).returns;
  });
  const due = returns.flatMap((one) => {
    const until = one.reenteredOn ?? one.endedOn;
    return one.slots.filter((slot) => within(slot.due) && (until === null || slot.due <= until));
  });
  const done = due.filter((slot) => slot.filledOn !== null && slot.filledOn <= today);
  return {
    visitsDue: due.length,
    visitsDone: done.length,
    seen: done.filter((slot) => slot.seen).length,
    reentered: returns.filter((one) => within(one.reenteredOn)).length,
  };
}
