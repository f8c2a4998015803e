/**
 * What a case asks to be done, with the day it is due. Due days are facts of the case; whether
 * they are late is a question of today and answered by the reader.
 */

import { currentReturn, isSinceReentry } from './case/current.ts';
import type { CaseState } from './case/state.ts';
import { addDays, type Day } from './day.ts';
import { fillSlots } from './visits/schedule.ts';
import { wasSeen } from './visits/seen.ts';

export const taskKinds = [
  'visit',
  'goal_deadline',
  'support_due',
  'trial_end',
  'first_assessment',
  'plan_review',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export interface Task {
  readonly kind: TaskKind;
  readonly dueOn: Day;
  /** Last day on which it is still on time. */
  readonly onTimeUntil: Day;
  /** Day from which it counts as missed; null for what stays open until done. */
  readonly missedFrom: Day | null;
  /** Visit number in the schedule, from 1; null for other kinds. */
  readonly number: number | null;
  /** What it is about, in the case's own words; null for visits. */
  readonly text: string | null;
}

/** House rule: a newly identified child is assessed within 10 days. */
const firstAssessmentDays = 10;
/** Inter-agency guidelines: the plan is reviewed at least every three months. */
const planReviewDays = 91;

/** Open tasks of a case in order of their due day. */
export function tasksOf(state: CaseState): Task[] {
  const tasks: Task[] = [
    ...visitTasks(state),
    ...goalTasks(state),
    ...supportTasks(state),
    ...stageTasks(state),
  ];
  return tasks.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
}

function visitTasks(state: CaseState): Task[] {
  const current = currentReturn(state);
  if (current === null || (state.stage !== 'returned' && state.stage !== 'alternative_family')) return [];
  const visits = state.visits
    .filter((visit) => visit.on >= current.on)
    .map((visit) => ({ stepId: visit.stepId, on: visit.on, childSeen: wasSeen(visit) }));
  return fillSlots(current.on, current.schedule, visits).flatMap((slot, index) =>
    slot.visit === null
      ? [
          {
            kind: 'visit' as const,
            dueOn: slot.due,
            onTimeUntil: slot.onTimeUntil,
            missedFrom: slot.missedFrom,
            number: index + 1,
            text: null,
          },
        ]
      : [],
  );
}

function goalTasks(state: CaseState): Task[] {
  if (hasEnded(state)) return [];
  return state.goals
    .filter((goal) => goal.ended === null)
    .map((goal) => simple('goal_deadline', goal.deadline, goal.action));
}

function supportTasks(state: CaseState): Task[] {
  if (hasEnded(state)) return [];
  return state.supports.flatMap((support) =>
    support.planned !== null && support.delivered.length === 0
      ? [simple('support_due', support.planned.dueOn, support.planned.what)]
      : [],
  );
}

function stageTasks(state: CaseState): Task[] {
  const since = state.stageSince;
  const trial = state.trials.at(-1);
  const tasks: Task[] = [];
  if (trial !== undefined && trial.ended === null && state.stage === 'trial_stay') {
    tasks.push(simple('trial_end', trial.plannedUntil, null));
  }
  if (since === null) return tasks;
  const working = state.stage === 'identified' || state.stage === 'assessment' || state.stage === 'reentered';
  if (working && !state.childAssessments.some((one) => isSinceReentry(state, one))) {
    tasks.push(simple('first_assessment', addDays(since, firstAssessmentDays), null));
  }
  if (state.stage === 'planning' || state.stage === 'preparation' || state.stage === 'approved') {
    const lastReview = [since, ...state.conferences.map((one) => one.on)].sort().at(-1) ?? since;
    tasks.push(simple('plan_review', addDays(lastReview, planReviewDays), null));
  }
  return tasks;
}

function hasEnded(state: CaseState): boolean {
  return ['closed', 'transferred', 'deceased', 'aged_out'].includes(state.stage);
}

function simple(kind: TaskKind, dueOn: Day, text: string | null): Task {
  return { kind, dueOn, onTimeUntil: dueOn, missedFrom: null, number: null, text };
}
