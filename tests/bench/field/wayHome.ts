/** The steps of a case as the product itself prepares them, from opening to the return; cut where one likes. */

import type { StepDraft } from '#db/steps/append.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';
import { isStepKind } from '#shared/domain/steps/index.ts';
import type { Seeded } from '#tests/factories/seeded.ts';
import { Story } from '#tests/factories/story.ts';
import { inventedChild } from './invented.ts';

/** The day of the measurements: after the return of every case. */
export const benchNow = new Date('2026-03-02T04:00:00.000Z');
/** A day after the return, for visits. */
export const visitDay = '2026-02-20';

const story = new Story().toReturned();
/** The first two open the case and admit the child. */
const afterAdmission: readonly Omit<StepDraft, 'feedId'>[] = story.steps
  .slice(2)
  .flatMap(({ kind, payload, occurredOn }) => (isStepKind(kind) ? [{ kind, payload, occurredOn }] : []));

export const stepsToReturn = 2 + afterAdmission.length;

export interface OpenedCase {
  readonly caseId: string;
  readonly institutionId: string;
}

/** A case of an invented child with its first steps, at least two of them. */
export function caseSteps(
  chance: Seeded,
  { caseId, institutionId }: OpenedCase,
  steps = stepsToReturn,
): StepDraft[] {
  const caseCode = makeCaseCode(Uint8Array.from({ length: 7 }, () => chance.between(0, 255)));
  const admittedOn = '2025-02-15';
  const opening: StepDraft[] = [
    {
      feedId: caseId,
      kind: 'case.opened',
      payload: { caseCode, institutionId, childId: inventedId(chance) },
      occurredOn: '2025-11-01',
    },
    {
      feedId: caseId,
      kind: 'child.admitted',
      payload: { child: inventedChild(chance), admittedOn },
      occurredOn: '2025-11-01',
    },
  ];
  return [...opening, ...afterAdmission.slice(0, steps - 2).map((draft) => ({ ...draft, feedId: caseId }))];
}

/** A random id, the same for a seed. */
export function inventedId(chance: Seeded): string {
  const hex = Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
