/**
 * What fills an item of the checklist: the form that records the proof, already about the right thing.
 * "Yes" to a check with evidence comes from the step that proves it, so the form is that step's. Pure.
 */
import type { CaseState } from '#shared/domain/case/state.ts';
import type { CheckId, GateItemId, RequirementId } from '#shared/domain/gates/checks.ts';
import { isCheck } from '#shared/domain/gates/checks.ts';
import type { VerdictItem } from '#shared/domain/gates/verdict.ts';
import type { Stage } from '#shared/domain/stages.ts';
import type { FormId } from './forms/formIds.ts';

export interface ItemAction {
  readonly form: FormId;
  readonly about?: string;
}

/** Null where only time helps, or where the move's own form asks for it. */
export function itemAction(id: GateItemId, state: CaseState): ItemAction | null {
  return isCheck(id) ? checkAction(id, state) : requirementAction(id, state);
}

/** What is asked by the move's own form and cannot be filled before. */
export const askedInForm: readonly GateItemId[] = ['handover_act', 'destination_fits', 'reason_given'];

/** Items still to be filled before the move's form is opened. */
export function toFill(items: readonly VerdictItem[]): readonly VerdictItem[] {
  return items.filter((item) => !item.satisfied && !item.overridden && !askedInForm.includes(item.id));
}

function checkAction(id: CheckId, state: CaseState): ItemAction {
  const noKin = state.kin.length === 0;
  switch (id) {
    case 'caregiver_verified': {
      const unverified = state.kin.find((kin) => kin.verified === null);
      if (noKin) return { form: 'kin.found' };
      return unverified === undefined
        ? { form: 'kin.verified' }
        : { form: 'kin.verified', about: unverified.personId };
    }
    case 'childs_opinion':
      return { form: 'wishes.recorded' };
    case 'caregiver_consent':
      return noKin ? { form: 'kin.found' } : { form: 'consent.recorded' };
    case 'housing_inspected':
      return noKin ? { form: 'kin.found' } : { form: 'family.assessed', about: 'housing' };
    case 'contacts_before_return':
      return noKin ? { form: 'kin.found' } : { form: 'contact.recorded' };
    case 'support_in_place':
      return { form: 'support.planned' };
    case 'conference':
      return { form: 'conference.held' };
    case 'decision':
      return statusKnown(state)
        ? { form: 'decision.recorded' }
        : { form: 'child.amended', about: 'legalStatus' };
    case 'parental_rights_known':
      return statusKnown(state)
        ? { form: 'check.answered', about: id }
        : { form: 'child.amended', about: 'legalStatus' };
    case 'no_violence': {
      const open = state.concerns.find((one) => one.concern === 'violence' && one.resolved === null);
      return open === undefined
        ? { form: 'check.answered', about: id }
        : { form: 'concern.resolved', about: open.concernId };
    }
    default:
      return { form: 'check.answered', about: id };
  }
}

function requirementAction(id: RequirementId, state: CaseState): ItemAction | null {
  switch (id) {
    case 'caseworker_named':
      return { form: 'caseworker.named' };
    case 'ground_recorded':
      return { form: 'ground.recorded' };
    case 'child_assessed':
      return { form: 'child.assessed' };
    case 'family_assessed':
      return state.kin.length === 0 ? { form: 'kin.found' } : { form: 'family.assessed' };
    case 'goal_set':
      return { form: 'goal.set' };
    case 'trial_stay_done':
      return state.trials.some((trial) => trial.ended === null)
        ? { form: 'trial.ended' }
        : { form: 'trial.started' };
    case 'child_seen_recently':
      return { form: 'visit.recorded' };
    case 'no_open_concern': {
      const open = state.concerns.find((one) => one.resolved === null);
      return open === undefined ? null : { form: 'concern.resolved', about: open.concernId };
    }
    case 'goals_ended': {
      const open = state.goals.find((goal) => goal.ended === null);
      return open === undefined ? null : { form: 'goal.ended', about: open.goalId };
    }
    case 'supervisor_approval':
      return { form: 'closure.approved' };
    default:
      return null;
  }
}

/** A check of a stage move that a person may ask to pass: unmet, no veto, and not a requirement. */
export function overridable(items: readonly VerdictItem[]): readonly CheckId[] {
  return items
    .filter((item) => !item.satisfied && !item.overridden && !item.veto)
    .flatMap((item) => (isCheck(item.id) ? [item.id] : []));
}

/** Stages for which an exception can be asked at all: those whose gate has checks. */
export function mayAskOverride(to: Stage): boolean {
  return to === 'approved' || to === 'trial_stay' || to === 'returned' || to === 'alternative_family';
}

function statusKnown(state: CaseState): boolean {
  return state.child !== null && state.child.legalStatus !== 'undetermined';
}
