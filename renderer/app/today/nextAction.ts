/** The one next action of each task: which kind of step settles it. Pure. */
import type { StepKind } from '#shared/domain/steps/index.ts';
import type { TaskKind } from '#shared/domain/tasks.ts';

const settledBy: Readonly<Record<TaskKind, StepKind>> = {
  visit: 'visit.recorded',
  goal_deadline: 'goal.ended',
  support_due: 'support.delivered',
  trial_end: 'trial.ended',
  first_assessment: 'child.assessed',
  plan_review: 'conference.held',
};

export function stepFor(task: TaskKind): StepKind {
  return settledBy[task];
}
