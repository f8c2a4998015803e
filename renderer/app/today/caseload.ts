/** A caseworker's children as parts of one bar: where on the way home they stand. Pure. */
import { type Stage, stages } from '#shared/domain/stages.ts';

export const caseloadParts = [
  'assessment',
  'planning',
  'approved',
  'home',
  'otherFamily',
  'hold',
  'ended',
] as const;
export type CaseloadPart = (typeof caseloadParts)[number];

const partOf: Readonly<Record<Stage, CaseloadPart>> = {
  identified: 'assessment',
  assessment: 'assessment',
  reentered: 'assessment',
  planning: 'planning',
  preparation: 'planning',
  approved: 'approved',
  trial_stay: 'approved',
  returned: 'home',
  alternative_family: 'otherFamily',
  on_hold: 'hold',
  closed: 'ended',
  transferred: 'ended',
  deceased: 'ended',
  aged_out: 'ended',
};

export interface CaseloadShare {
  readonly part: CaseloadPart;
  readonly children: number;
}

/** Parts with children in them, in the order of the way home; their sum is the caseload. */
export function caseloadShares(caseload: Readonly<Partial<Record<Stage, number>>>): CaseloadShare[] {
  const counts = new Map<CaseloadPart, number>();
  for (const stage of stages) {
    const part = partOf[stage];
    counts.set(part, (counts.get(part) ?? 0) + (caseload[stage] ?? 0));
  }
  return caseloadParts
    .map((part) => ({ part, children: counts.get(part) ?? 0 }))
    .filter(({ children }) => children > 0);
}
