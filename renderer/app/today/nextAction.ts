/** The one next action of each task: the form that settles it. Pure. */
import type { TaskKind } from '#shared/domain/tasks.ts';
import type { FormId } from '../case/forms/formIds.ts';

const settledBy: Readonly<Record<TaskKind, FormId>> = {
  visit: 'visit.recorded',
  goal_deadline: 'goal.ended',
  support_due: 'support.delivered',
  trial_end: 'trial.ended',
  first_assessment: 'child.assessed',
  plan_review: 'conference.held',
};

export function formFor(task: TaskKind): FormId {
  return settledBy[task];
}
