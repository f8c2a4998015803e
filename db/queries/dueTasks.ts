/** What is due: every open task up to a day, with the child it is for. */
import { addDays, type Day } from '#shared/domain/day.ts';
import type { TaskKind } from '#shared/domain/tasks.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { childColumns, type ListedChild, listedChild } from './childRow.ts';

export interface DueTask {
  readonly kind: TaskKind;
  readonly dueOn: Day;
  readonly onTimeUntil: Day;
  /** Day from which it counts as missed; null for what stays open until done. */
  readonly missedFrom: Day | null;
  readonly number: number | null;
  readonly text: string | null;
  /** `siblings` is not counted here: 1. */
  readonly child: ListedChild;
}

const due = prepare<{ until: Day }>()((param) =>
  query
    .selectFrom('case_task')
    .innerJoin('case_row', 'case_row.case_id', 'case_task.case_id')
    .select(childColumns.map((column) => `case_row.${column}` as const))
    .select(['kind', 'due_on', 'on_time_until', 'missed_from', 'number', 'text'])
    .where('due_on', '<=', param('until'))
    .orderBy('due_on')
    .orderBy('case_row.place')
    .orderBy('case_row.key_ru'),
);

/** Tasks due up to `horizonDays` after today, late and missed ones included, earliest first. */
export function dueTasks(reader: Reader, today: Day, horizonDays: number): DueTask[] {
  return reader.all(due, { until: addDays(today, horizonDays) }).map((row) => ({
    kind: row.kind,
    dueOn: row.due_on,
    onTimeUntil: row.on_time_until,
    missedFrom: row.missed_from,
    number: row.number,
    text: row.text,
    child: listedChild(row, 1),
  }));
}
