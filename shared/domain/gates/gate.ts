/**
 * The gate: may this case make this move today? One pure function for the app, the command
 * line and the server. It never changes anything; its verdict is stored with the move and the
 * version of the rules, and a past verdict is never recomputed.
 */

import { currentReturn, isSinceReentry } from '../case/current.ts';
import type { CaseState, Override } from '../case/state.ts';
import { addDays, addMonths, type Day } from '../day.ts';
import { fitsDestination, type Stage } from '../stages.ts';
import type { ReturnTerms } from '../steps/stage.ts';
import { seenWithinDays, wasSeen } from '../visits/seen.ts';
import { checkItem, checkItems, type Question, speaksNow } from './answers.ts';
import { type CheckId, checkIds, isCheck, type RequirementId, rulesVersion } from './checks.ts';
import type { Verdict, VerdictItem } from './verdict.ts';

/** What a person asks for: the stage, and with a return its terms. */
export interface Move {
  readonly to: Stage;
  readonly reason: string | null;
  readonly return: ReturnTerms | null;
}

/** Months after the return before a case may close. */
const minimumMonths = { normal: 12, high: 24 } as const;

const approvedChecks: readonly CheckId[] = checkIds.filter(
  (check) => !['documents', 'followup_plan', 'emergency_plan'].includes(check),
);

/**
 * Answers for a move on a day: what happened later does not count in its favour; null for whatever
 * the day, where only what is missing is asked. `ready` is true only when every item is satisfied
 * or overridden.
 */
export function evaluate(state: CaseState, move: Move, day: Day | null): Verdict {
  const items = itemsFor(state, move, day).map((item) => withOverride(state, move.to, item));
  return {
    rules: rulesVersion,
    to: move.to,
    ready: items.every((item) => item.satisfied || item.overridden),
    items,
  };
}

/** What is still missing, in the order of the checks. */
export function missingOf(verdict: Verdict): readonly VerdictItem[] {
  return verdict.items.filter((item) => !item.satisfied && !item.overridden);
}

function itemsFor(state: CaseState, move: Move, day: Day | null): VerdictItem[] {
  const question: Question = { state, terms: move.return, day };
  const check = (id: CheckId): VerdictItem => checkItem(question, id);
  const done = (entry: { readonly on: Day; readonly at: number }): boolean => speaksNow(question, entry);
  switch (move.to) {
    case 'assessment':
      return [
        requirement('caseworker_named', state.caseworker !== null),
        requirement('ground_recorded', state.grounds.length > 0 || state.consents.some((one) => one.given)),
      ];
    case 'planning':
      return [
        requirement('child_assessed', state.childAssessments.some(done)),
        requirement('family_assessed', state.familyAssessments.some(done)),
        ...(['caregiver_verified', 'parental_rights_known', 'childs_opinion'] as const).map((id) =>
          answered(check(id)),
        ),
      ];
    case 'preparation':
      return [
        requirement(
          'goal_set',
          state.goals.some((goal) => goal.ended === null || isSinceReentry(state, goal)),
        ),
      ];
    case 'approved':
      return approvedChecks.map(check);
    case 'trial_stay':
      return [check('no_violence'), check('housing_inspected'), check('emergency_plan')];
    case 'returned':
    case 'alternative_family':
      return [...checkItems(question), ...returnRequirements(question, move)];
    case 'closed':
      return closingRequirements(state, day);
    default:
      return [requirement('reason_given', given(move.reason))];
  }
}

/** The last trial stay counts: one that was stopped undoes the one before. */
function returnRequirements(question: Question, move: Move): VerdictItem[] {
  const { state } = question;
  const terms = move.return;
  const ended = state.trials.findLast((trial) => isSinceReentry(state, trial))?.ended ?? null;
  const trialDone = ended !== null && ended.outcome !== 'stopped' && speaksNow(question, ended);
  // the trial stay may be "not applicable": approved → returned with a reason
  const skipped = state.stage === 'approved' && given(move.reason);
  return [
    {
      ...requirement('trial_stay_done', trialDone || skipped),
      answer: trialDone ? 'yes' : skipped ? 'not_applicable' : 'unanswered',
    },
    requirement('destination_fits', terms !== null && fitsDestination(move.to, terms.destination)),
    requirement('handover_act', terms !== null),
  ];
}

function closingRequirements(state: CaseState, day: Day | null): VerdictItem[] {
  const current = currentReturn(state);
  const earliest = current === null ? null : addMonths(current.on, minimumMonths[current.schedule.risk]);
  const approval = state.closureApprovals.findLast((one) => current !== null && one.at > current.at);
  const seen =
    day !== null &&
    state.visits.some(
      (visit) => wasSeen(visit) && visit.on <= day && visit.on >= addDays(day, -seenWithinDays),
    );
  return [
    requirement('minimum_time', day !== null && earliest !== null && day >= earliest),
    requirement('child_seen_recently', seen),
    requirement(
      'no_open_concern',
      state.concerns.every((one) => one.resolved !== null),
    ),
    requirement(
      'goals_ended',
      state.goals.every((goal) => goal.ended !== null),
    ),
    requirement('supervisor_approval', approval !== undefined),
  ];
}

/** For "answered": yes, no and not applicable are answers; "not known" and silence are not. */
function answered(item: VerdictItem): VerdictItem {
  const isAnswer =
    item.answer === 'yes' || item.answer === 'no' || (item.answer === 'not_applicable' && !item.veto);
  return { ...item, satisfied: isAnswer };
}

function requirement(id: RequirementId, met: boolean): VerdictItem {
  return { id, answer: met ? 'yes' : 'unanswered', satisfied: met, veto: false, overridden: false };
}

/** A veto is never overridden; a requirement is met, not argued away. */
function withOverride(state: CaseState, to: Stage, item: VerdictItem): VerdictItem {
  if (item.satisfied || item.veto || !isCheck(item.id)) return item;
  const id = item.id;
  const granted = state.overrides.some(
    (request) =>
      request.to === to &&
      request.checks.includes(id) &&
      request.decided?.approved === true &&
      isInForce(state, request),
  );
  return granted ? { ...item, overridden: true } : item;
}

/** An exception is for one attempt: it ends with a re-entry, and when the child is sent back to be prepared. */
function isInForce(state: CaseState, request: Override): boolean {
  const sentBack = state.moves.some(
    (move, index) => move.at > request.at && move.to === 'preparation' && wasReady(state.moves, index),
  );
  return isSinceReentry(state, request) && !sentBack;
}

/** Whether a move begins behind the approval, a hold between them or not. */
function wasReady(moves: CaseState['moves'], index: number): boolean {
  const from = moves[index]?.from;
  const stage = from === 'on_hold' ? moves[index - 1]?.from : from;
  return stage === 'approved' || stage === 'trial_stay';
}

function given(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}
