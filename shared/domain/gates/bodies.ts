/** Which bodies decide about a child's return: a matter of the legal status, and of knowing it. */
import type { CaseState } from '../case/state.ts';

type Body = CaseState['decisions'][number]['body'];

/** Which decisions a legal status asks for; null while the status itself is not determined. */
export function bodiesNeeded(state: CaseState): readonly Body[] | null {
  if (!isStatusKnown(state)) return null;
  switch (state.child?.legalStatus) {
    case 'temporary_by_application':
      return ['parent_application', 'institution_order'];
    case 'orphan':
    case 'without_parental_care':
      return ['guardianship_body'];
    case 'rights_limited':
    case 'rights_deprived':
      return ['court'];
    default:
      return null;
  }
}

/** Determined, and not said to be two things by two devices that have not seen each other's word. */
export function isStatusKnown(state: CaseState): boolean {
  if (state.child === null || state.child.legalStatus === 'undetermined') return false;
  return !state.conflicts.some((conflict) => conflict.field === 'child.legalStatus');
}
