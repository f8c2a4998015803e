/**
 * The way home: the stages of a case, its side states, and which move may follow which.
 * Whether a move is *ready* is the gates' business (gates/), not this table's.
 */
import { categoryOf, type PlacementForm } from '../country/kz/placementForms.ts';

/** The stops on the way home, in order. */
export const wayHome = [
  'identified',
  'assessment',
  'planning',
  'preparation',
  'approved',
  'trial_stay',
  'returned',
  'closed',
] as const;

/** Beside the way: on hold, back in care, or ended otherwise than at home. */
export const sideStates = [
  'on_hold',
  'reentered',
  'transferred',
  'deceased',
  'aged_out',
  'alternative_family',
] as const;

export const stages = [...wayHome, ...sideStates] as const;
export type Stage = (typeof stages)[number];
export type WayHomeStage = (typeof wayHome)[number];

/** Departures that are never family outcomes, nor "returned". */
export const departureStages = ['transferred', 'deceased', 'aged_out'] as const;

const inCare: Stage[] = ['identified', 'assessment', 'planning', 'preparation', 'approved', 'trial_stay'];

const forward: Partial<Record<Stage, readonly Stage[]>> = {
  identified: ['assessment'],
  assessment: ['planning'],
  planning: ['preparation'],
  preparation: ['approved', 'planning'],
  // the trial stay may be "not applicable", with a reason
  approved: ['trial_stay', 'returned', 'alternative_family', 'preparation'],
  trial_stay: ['returned', 'alternative_family', 'preparation'],
  returned: ['closed', 'deceased'],
  alternative_family: ['closed', 'deceased'],
  reentered: ['assessment', 'planning', 'transferred', 'deceased', 'aged_out', 'on_hold'],
  closed: [],
  transferred: [],
  deceased: [],
  aged_out: [],
};

/** Stages a person may choose next. A re-entry is a step of its own and not in this list. */
export function nextStages(from: Stage, heldFrom: Stage | null): readonly Stage[] {
  if (from === 'on_hold') return [...resumed(heldFrom), ...departureStages];
  const next = forward[from] ?? [];
  return inCare.includes(from) ? [...next, 'on_hold', ...departureStages] : next;
}

/** Where the case was held; and back to be prepared, where it was ready once and may not be now. */
function resumed(heldFrom: Stage | null): readonly Stage[] {
  if (heldFrom === null) return ['assessment'];
  return heldFrom === 'approved' || heldFrom === 'trial_stay' ? [heldFrom, 'preparation'] : [heldFrom];
}

/** Whether a placement is one that this stage stands for: a transfer is never a return. */
export function fitsDestination(to: Stage, destination: PlacementForm): boolean {
  const category = categoryOf(destination);
  if (to === 'returned') return category === 'home_birth' || category === 'home_kin';
  return to === 'alternative_family' && category === 'alternative_family';
}

/** The next stop on the way home, or null at its end and in side states. */
export function nextOnWay(from: Stage): WayHomeStage | null {
  if (from === 'reentered') return 'assessment';
  // `stages` begins with the way home, so a side state's index lies past its end
  const at = stages.indexOf(from);
  return at < 0 ? null : (wayHome[at + 1] ?? null);
}

/** A child on a trial stay is a resident until the return. */
export function isResident(stage: Stage): boolean {
  return inCare.includes(stage) || stage === 'on_hold' || stage === 'reentered';
}

export function isStage(text: string): text is Stage {
  return stages.some((stage) => stage === text);
}
