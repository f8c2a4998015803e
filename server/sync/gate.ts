/**
 * The gate on the server's own state: a stage move that was ready on the device may not be ready
 * here, because others have written meanwhile; an approval may be of one's own request. The same pure
 * functions as in the app; the step keeps its position and is flagged for a supervisor. An approval
 * that is flagged decides nothing.
 */
import { isInOrder } from '#shared/domain/case/current.ts';
import { project } from '#shared/domain/case/project.ts';
import { evaluate } from '#shared/domain/gates/gate.ts';
import { nextStages } from '#shared/domain/stages.ts';
import type { Step } from '#shared/domain/step.ts';
import { readStep } from '#shared/domain/steps/readStep.ts';

/** Whether the move is ready after these steps; judged as of the day it happened. */
export function moveIsReady(before: readonly Step[], move: Step): boolean {
  const known = readStep(move);
  // a move of a newer version cannot be judged here: a person looks at it
  if (known?.kind !== 'stage.moved') return false;
  const { data } = known;
  const state = project(move.feedId, before);
  if (state.updateNeeded || data.from !== state.stage) return false;
  if (!nextStages(state.stage, state.heldFrom).includes(data.to)) return false;
  if (!isInOrder(state, move.occurredOn)) return false;
  return evaluate(state, { to: data.to, reason: data.reason, return: data.return }, move.occurredOn).ready;
}

/** An approver: the person's id on this server, and all ids that mean the same person. */
export interface Approver {
  readonly personId: string;
  readonly ids: ReadonlySet<string>;
}

/**
 * Whether an approval is by a second person. What was approved alone before the enrolment, under the id
 * of that time, stands as what it is marked to be; nobody approves alone any more.
 */
export function isBySecondPerson(before: readonly Step[], approval: Step, approver: Approver): boolean {
  const known = readStep(approval);
  if (known?.kind !== 'override.approved' && known?.kind !== 'closure.approved') return false;
  if (known.data.withoutSecondPerson) return approval.authorId !== approver.personId;
  const state = project(approval.feedId, before);
  const first =
    known.kind === 'closure.approved'
      ? state.caseworker?.personId
      : state.overrides.find((one) => one.stepId === known.data.requestId)?.authorId;
  return first === undefined || !approver.ids.has(first);
}
