/** The one next action of each task: the form that settles it. Pure. */
import type { TaskKind } from '#shared/domain/tasks.ts';
import type { FormId } from '../case/forms/formIds.ts';

/** Null where the form asks which of several it is about: then the case itself is opened. */
const settledBy: Readonly<Record<TaskKind, FormId | null>> = {
  visit: 'visit.recorded',
  goal_deadline: null,
  support_due: 'support.delivered',
  trial_end: 'trial.ended',
  first_assessment: 'child.assessed',
  plan_review: 'conference.held',
};

export function formFor(task: TaskKind): FormId | null {
  return settledBy[task];
}
