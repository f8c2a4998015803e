/**
 * The list shows the next due task, and which one is next changes with the day: a visit that is
 * missed gives way to the following one. The profile keeps the day this was told for; moving it on
 * touches only the children for whom something changes.
 */
import type { Day } from '#shared/domain/day.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { dueDayKey, readDueDay, writeSetting } from '../profile/settings.ts';
import { projectCase } from './projectCase.ts';

const passed = prepare<{ day: Day }>()((param) =>
  query.selectFrom('case_row').select('case_id').where('next_until', '<=', param('day')),
);
const withTasks = prepare()(() => query.selectFrom('case_task').select('case_id').distinct());

/** Call at opening and when the day changes. A day that goes back tells every list anew. */
export function moveDueDay(writer: Writer, today: Day): void {
  const before = readDueDay(writer);
  if (before === today) return;
  writer.transaction(() => {
    writeSetting(writer, dueDayKey, today);
    const affected =
      before !== null && before < today ? writer.all(passed, { day: today }) : writer.all(withTasks, {});
    for (const { case_id } of affected) projectCase(writer, case_id);
  });
}
