/**
 * The first steps of a case, for one child of a register or one entered by hand: opened, admitted, the
 * people of the family, and the caseworker who does it. Pure: ids, code and day are passed in.
 */
import type { StepDraft } from '#db/steps/append.ts';
import type { Day } from '#shared/domain/day.ts';
import type { PayloadOf, StepKind } from '#shared/domain/steps/index.ts';
import type { KinFields } from '#shared/domain/steps/kin.ts';

export interface NewCase {
  readonly caseId: string;
  readonly caseCode: string;
  readonly institutionId: string;
  readonly admission: PayloadOf<'child.admitted'>;
  readonly kin: readonly KinFields[];
  /** Null where the person who opens the case does no casework. */
  readonly caseworker: { readonly personId: string; readonly name: string } | null;
  /** The day the case became known: the register's own date, else today. */
  readonly occurredOn: Day;
}

export function stepsOfNewCase(given: NewCase, makeId: () => string): StepDraft[] {
  const step = <Kind extends StepKind>(kind: Kind, payload: PayloadOf<Kind>): StepDraft => ({
    feedId: given.caseId,
    kind,
    payload,
    occurredOn: given.occurredOn,
  });
  const { caseCode, institutionId, caseworker } = given;
  return [
    step('case.opened', { caseCode, institutionId, childId: makeId() }),
    step('child.admitted', given.admission),
    ...given.kin.map((kin) => step('kin.found', { personId: makeId(), ...kin })),
    ...(caseworker === null ? [] : [step('caseworker.named', caseworker)]),
  ];
}
