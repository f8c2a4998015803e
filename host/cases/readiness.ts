/** What a move would ask of a case today, with whatever of its form is filled in already. Changes nothing. */
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { Day } from '#shared/domain/day.ts';
import { evaluate } from '#shared/domain/gates/gate.ts';
import type { Verdict } from '#shared/domain/gates/verdict.ts';
import { moveForm } from '#shared/domain/record/forms.ts';
import { nextStages, type Stage } from '#shared/domain/stages.ts';

/** @param payload the form of the move as far as it is filled in; what does not fit yet is left aside */
export function readinessOf(state: CaseState, to: Stage, payload: unknown, today: Day): Result<Verdict> {
  if (!nextStages(state.stage, state.heldFrom).includes(to)) {
    return failed('move_not_possible', { from: state.stage, to });
  }
  const fields = typeof payload === 'object' && payload !== null ? payload : {};
  const whole = moveForm.safeParse({ ...fields, to });
  if (whole.success) return done(evaluate(state, whole.data, today));
  const reason = moveForm.shape.reason.safeParse('reason' in fields ? fields.reason : null);
  const terms = moveForm.shape.return.safeParse('return' in fields ? fields.return : null);
  const move = { to, reason: reason.data ?? null, return: terms.data ?? null };
  return done(evaluate(state, move, today));
}
