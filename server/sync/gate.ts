/**
 * The gate on the server's own state: a stage move that was ready on the device may not be ready
 * here, because others have written meanwhile. The same pure function as in the app; the move
 * keeps its position and is flagged for a supervisor.
 */
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
  return evaluate(state, { to: data.to, reason: data.reason, return: data.return }, move.occurredOn).ready;
}
