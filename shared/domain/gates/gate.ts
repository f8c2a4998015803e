/**
 * The gate: may this case make this move today? One pure function for the app, the command
 * line and the server. It never changes anything; its verdict is stored with the move and the
 * version of the rules, and a past verdict is never recomputed.
 */

import { categoryOf } from '../../country/kz/placementForms.ts';
import { currentReturn } from '../case/current.ts';
import type { CaseState } from '../case/state.ts';
import { addDays, addMonths, type Day } from '../day.ts';
import type { Stage } from '../stages.ts';
import type { ReturnTerms } from '../steps/stage.ts';
import { checkItem, checkItems } from './answers.ts';
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
/** Closing asks that the child was seen within these days. */
const seenWithinDays = 30;

const approvedChecks: readonly CheckId[] = checkIds.filter(
  (check) => !['documents', 'followup_plan', 'emergency_plan'].includes(check),
);

/** Answers for a move as of today. `ready` is true only when every item is satisfied or overridden. */
export function evaluate(state: CaseState, move: Move, today: Day): Verdict {
  const items = itemsFor(state, move, today).map((item) => withOverride(state, move.to, item));
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

function itemsFor(state: CaseState, move: Move, today: Day): VerdictItem[] {
  const check = (id: CheckId): VerdictItem => checkItem(state, id, move.return);
  switch (move.to) {
    case 'assessment':
      return [
        requirement('caseworker_named', state.caseworker !== null),
        requirement('ground_recorded', state.grounds.length > 0 || state.consents.some((one) => one.given)),
      ];
    case 'planning':
      return [
        requirement('child_assessed', state.childAssessments.length > 0),
        requirement('family_assessed', state.familyAssessments.length > 0),
        ...(['caregiver_verified', 'parental_rights_known', 'childs_opinion'] as const).map((id) =>
          answered(check(id)),
        ),
      ];
    case 'preparation':
      return [requirement('goal_set', state.goals.length > 0)];
    case 'approved':
      return approvedChecks.map(check);
    case 'trial_stay':
      return [check('no_violence'), check('housing_inspected'), check('emergency_plan')];
    case 'returned':
    case 'alternative_family':
      return [...checkItems(state, move.return), ...returnRequirements(state, move)];
    case 'closed':
      return closingRequirements(state, today);
    default:
      return [requirement('reason_given', given(move.reason))];
  }
}

function returnRequirements(state: CaseState, move: Move): VerdictItem[] {
  const terms = move.return;
  const category = terms === null ? null : categoryOf(terms.destination);
  const fits =
    move.to === 'returned'
      ? category === 'home_birth' || category === 'home_kin'
      : category === 'alternative_family';
  const trialDone = state.trials.some((trial) => trial.ended !== null && trial.ended.outcome !== 'stopped');
  // the trial stay may be "not applicable": approved → returned with a reason
  const skipped = state.stage === 'approved' && given(move.reason);
  return [
    {
      ...requirement('trial_stay_done', trialDone || skipped),
      answer: trialDone ? 'yes' : skipped ? 'not_applicable' : 'unanswered',
    },
    requirement('destination_fits', fits),
    requirement('handover_act', terms !== null),
  ];
}

function closingRequirements(state: CaseState, today: Day): VerdictItem[] {
  const current = currentReturn(state);
  const earliest = current === null ? null : addMonths(current.on, minimumMonths[current.schedule.risk]);
  const approval = state.closureApprovals.findLast((one) => current !== null && one.at > current.at);
  const seen = state.visits.some(
    (visit) => visit.childSeen && visit.on <= today && visit.on >= addDays(today, -seenWithinDays),
  );
  return [
    requirement('minimum_time', earliest !== null && today >= earliest),
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
  const since = state.returns.filter((one) => one.reenteredOn !== null).at(-1)?.at ?? -1;
  const granted = state.overrides.some(
    (request) =>
      request.to === to &&
      request.at > since &&
      request.checks.includes(id) &&
      request.decided?.approved === true,
  );
  return granted ? { ...item, overridden: true } : item;
}

function given(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}
