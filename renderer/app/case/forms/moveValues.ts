/** What the form of a move holds, and what of it is recorded: only what the chosen move asks for. Pure. */
import {
  isAlternativeFamily,
  isHome,
  type PlacementForm,
  placementFormCodes,
} from '#shared/country/kz/placementForms.ts';
import type { Day } from '#shared/domain/day.ts';
import type { Stage } from '#shared/domain/stages.ts';
import type { Relation } from '#shared/domain/steps/kin.ts';
import type { RiskLevel } from '#shared/domain/steps/stage.ts';
import { orNull } from './useStepForm.ts';

export type ClosureReason = 'goals_reached' | 'family_moved' | 'adopted' | 'came_of_age' | 'other';
export const closureReasons: readonly ClosureReason[] = [
  'goals_reached',
  'family_moved',
  'adopted',
  'came_of_age',
  'other',
];

export interface MoveValues {
  to: Stage | null;
  reason: string;
  return: {
    destination: PlacementForm | null;
    personId: string | null;
    risk: RiskLevel;
    act: { number: string; date: Day | null; receivedBy: string; handedOverBy: string };
  };
  toInstitution: string;
  closureReason: ClosureReason | null;
}

export function emptyMove(to: Stage | null, handedOverBy: string, today: Day): MoveValues {
  return {
    to,
    reason: '',
    return: {
      destination: null,
      personId: null,
      risk: 'normal',
      act: { number: '', date: today, receivedBy: '', handedOverBy },
    },
    toInstitution: '',
    closureReason: null,
  };
}

export function isReturn(to: Stage | null): boolean {
  return to === 'returned' || to === 'alternative_family';
}

/** Placements that fit a move: home for a return, other families for an alternative family. */
export function destinationsFor(to: Stage | null): PlacementForm[] {
  return placementFormCodes.filter((form) => (to === 'returned' ? isHome(form) : isAlternativeFamily(form)));
}

/** The likely placement with a person; it can be changed. */
export function likelyDestination(to: Stage | null, relation: Relation | undefined): PlacementForm | null {
  if (to !== 'returned' || relation === undefined || relation === 'not_kin') return null;
  return relation === 'mother' || relation === 'father' || relation === 'step_parent'
    ? 'birth_family'
    : 'kin_care';
}

export function movePayload(values: MoveValues): unknown {
  return {
    to: values.to,
    reason: orNull(values.reason),
    return: isReturn(values.to) ? values.return : null,
    toInstitution: values.to === 'transferred' ? orNull(values.toInstitution) : null,
    closureReason: values.to === 'closed' ? values.closureReason : null,
  };
}
