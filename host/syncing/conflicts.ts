/**
 * Every field on which two devices differ, over all cases this person may read: both values, who and when.
 * A settlement that another one contradicts is such a value too, and says so.
 */
import { readCase } from '#db/queries/cases.ts';
import { personNames } from '#db/queries/directory.ts';
import { casesInConflict, readStepText } from '#db/queries/problems.ts';
import type { ConflictClaim, ConflictItem } from '#shared/contract/views.ts';
import { fullName } from '#shared/domain/case/current.ts';
import type { CaseState, Conflict } from '#shared/domain/case/state.ts';
import { kindOf } from '#shared/domain/steps/index.ts';
import { findCase } from '../cases/findCase.ts';
import { mayRecord } from '../cases/record.ts';
import type { OpenProfile } from '../session/openProfile.ts';

export function conflictItems(open: OpenProfile): ConflictItem[] {
  const names = personNames(open.database);
  return casesInConflict(open.database).flatMap((caseId) => {
    const state = readCase(open.database, caseId);
    const child = findCase(open.database, caseId);
    if (state === null || child === null) return [];
    const maySettle = mayRecord(open, child, 'conflict.settled');
    return state.conflicts.map((conflict) => ({
      caseId,
      caseCode: state.caseCode,
      name: state.child === null ? null : fullName(state.child),
      field: conflict.field,
      kin: state.kin.filter((one) => conflict.field.startsWith(`kin.${one.personId}.`)),
      claims: conflict.claims.map((claim) => claimOf(open, state, claim, names)),
      people: peopleIn(conflict, names),
      maySettle,
    }));
  });
}

function claimOf(
  open: OpenProfile,
  { caseId }: CaseState,
  claim: Conflict['claims'][number],
  names: ReadonlyMap<string, string>,
): ConflictClaim {
  const step = readStepText(open.database, caseId, claim.stepId);
  const settlement =
    step?.kind === 'conflict.settled' ? kindOf('conflict.settled').schema.safeParse(step.payload) : null;
  return {
    stepId: claim.stepId,
    value: claim.value,
    author: names.get(claim.authorId) ?? null,
    on: claim.on,
    recordedAt: claim.recordedAt,
    settledBecause: settlement?.success === true ? settlement.data.reason : null,
  };
}

/** Where the field holds a person, their names by id. */
export function peopleIn(
  { field, claims }: Conflict,
  names: ReadonlyMap<string, string>,
): Record<string, string> {
  if (field !== 'caseworker') return {};
  return Object.fromEntries(
    claims.flatMap(({ value }) => {
      const name = typeof value === 'string' ? names.get(value) : undefined;
      return typeof value === 'string' && name !== undefined ? [[value, name]] : [];
    }),
  );
}
