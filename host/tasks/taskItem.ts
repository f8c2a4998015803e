/** A task of a case as a person meets it: how late it is today, whom to ring, where to go. */
import type { DueTask } from '#db/queries/dueTasks.ts';
import type { TaskItem } from '#shared/contract/views.ts';
import { currentReturn, fullName } from '#shared/domain/case/current.ts';
import type { CaseState, Kin } from '#shared/domain/case/state.ts';
import { type Day, daysBetween } from '#shared/domain/day.ts';
import { seenHomeOn } from '#shared/domain/visits/seen.ts';

export function taskItem(state: CaseState, task: Omit<DueTask, 'child'>, today: Day): TaskItem {
  const { child } = state;
  const kin = receiving(state);
  return {
    caseId: state.caseId,
    caseCode: state.caseCode,
    name: child === null ? null : fullName(child),
    birthDate: child?.birthDate ?? null,
    birthYear: child?.birthYear ?? null,
    stage: state.stage,
    place: kin?.place ?? child?.familyPlace ?? null,
    kin: kin === null ? null : { name: kin.name, phone: kin.phone },
    returnedOn: currentReturn(state)?.on ?? null,
    seenHomeOn: seenHomeOn(state),
    kind: task.kind,
    dueOn: task.dueOn,
    overdueDays: daysBetween(task.dueOn, today),
    state: stateOf(task, today),
    visitNumber: task.number,
    goal: task.text,
  };
}

/** The person the child lives with since the return; before it the first of the family who can be rung. */
function receiving(state: CaseState): Kin | null {
  const personId = currentReturn(state)?.terms.personId;
  const lives = state.kin.find((one) => one.personId === personId);
  return lives ?? state.kin.find((one) => one.phone !== null) ?? state.kin[0] ?? null;
}

function stateOf(task: Omit<DueTask, 'child'>, today: Day): TaskItem['state'] {
  if (today < task.dueOn) return 'soon';
  if (today <= task.onTimeUntil) return 'due';
  return task.missedFrom === null || today < task.missedFrom ? 'late' : 'missed';
}
