/** A new case by hand, compared with the known children exactly as a row of a register is. */
import { v4, v7 } from 'uuid';
import { appendSteps } from '#db/steps/append.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { Day } from '#shared/domain/day.ts';
import { mayWrite } from '#shared/domain/permissions.ts';
import { findDuplicates } from '#shared/domain/register/duplicates.ts';
import type { ChildFields } from '#shared/domain/steps/child.ts';
import { existingChildren } from '../import/existingChildren.ts';
import { institutionFor } from '../institution/ensure.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { codeOf, freeCode } from './findCase.ts';
import { stepsOfNewCase } from './newCase.ts';

export interface OpenCaseOrder {
  readonly institution: string;
  readonly child: ChildFields;
  readonly admittedOn: Day | null;
  readonly evenIfDuplicate: boolean;
}

export function openCase(
  open: OpenProfile,
  order: OpenCaseOrder,
): Result<{ caseId: string; caseCode: string }> {
  const { child, admittedOn } = order;
  const today = open.today();
  if (admittedOn !== null && admittedOn > today) return failed('day_in_future', { day: admittedOn });
  const duplicate = order.evenIfDuplicate ? null : duplicateOf(open, child, admittedOn);
  if (duplicate !== null) {
    const issues = [{ path: 'child', message: 'probable_duplicate' }];
    return failed('invalid', {
      issues,
      duplicateOf: { caseId: duplicate, caseCode: codeOf(open.database, duplicate) },
    });
  }
  const { personId, personName, roles } = open.profile;
  const mine = roles.map((one) => one.role);
  if (!mayWrite(mine, 'case', 'identity')) return failed('forbidden');
  const institution = institutionFor(open, order.institution);
  if (!institution.ok) return institution;
  const there = open.rolesAt(institution.value);
  if (!mayWrite(there, 'case', 'identity')) return failed('forbidden');
  const opened = {
    caseId: v7(),
    caseCode: freeCode(open.database),
    institutionId: institution.value,
    admission: { child, admittedOn },
    kin: [],
    caseworker: there.includes('caseworker') ? { personId, name: personName } : null,
    occurredOn: today,
  };
  appendSteps(
    open.database,
    open.author,
    open.now(),
    stepsOfNewCase(opened, () => v4()),
  );
  return done({ caseId: opened.caseId, caseCode: opened.caseCode });
}

function duplicateOf(open: OpenProfile, child: ChildFields, admittedOn: Day | null): string | null {
  const compared = { row: 1, ...child, admittedOn };
  return findDuplicates([compared], existingChildren(open.database)).duplicates[0]?.existing ?? null;
}
