/** The tasks of the cases this device holds, joined with what a person needs to act on them. */
import type { Reader } from '#db/open/handles.ts';
import { readCase } from '#db/queries/cases.ts';
import { dueTasks } from '#db/queries/dueTasks.ts';
import type { TaskItem } from '#shared/contract/views.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { Day } from '#shared/domain/day.ts';
import { taskItem } from './taskItem.ts';

/** Tasks due up to `horizonDays` after today, late and missed ones included, earliest first. */
export function tasksWithin(reader: Reader, today: Day, horizonDays: number): TaskItem[] {
  const states = new Map<string, CaseState | null>();
  return dueTasks(reader, today, horizonDays).flatMap((task) => {
    const { caseId } = task.child;
    const state = states.has(caseId) ? (states.get(caseId) ?? null) : readCase(reader, caseId);
    states.set(caseId, state);
    return state === null ? [] : [taskItem(state, task, today)];
  });
}
