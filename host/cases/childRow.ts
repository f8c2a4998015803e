/** A line of the list as the app shows it. */
import type { ListedChild } from '#db/queries/childRow.ts';
import type { ChildRow } from '#shared/contract/views.ts';
import { fullName } from '#shared/domain/case/current.ts';
import { type Day, daysBetween } from '#shared/domain/day.ts';

/** @param setAside whether the server did not take a step of this case */
export function childRow(child: ListedChild, today: Day, setAside: boolean): ChildRow {
  return {
    caseId: child.caseId,
    caseCode: child.caseCode,
    childId: child.childId,
    name: nameOf(child),
    birthDate: child.birthDate,
    birthYear: child.birthYear,
    sex: child.sex,
    iin: child.iin,
    stage: child.stage,
    stageSince: child.stageSince,
    admittedOn: child.admittedOn,
    returnedOn: child.returnedOn,
    seenHomeOn: child.seenHomeOn,
    daysInCare: child.admittedOn === null ? null : daysInCare(child.admittedOn, child.leftOn, today),
    caseworker: child.caseworkerName,
    place: child.place,
    siblings: child.siblings,
    next: child.next,
    unsent: child.unsent,
    flags: setAside ? [...child.flags, 'set_aside'] : child.flags,
  };
}

/** Null where this device does not hold the name. */
export function nameOf({ familyName, givenName, patronymic }: ListedChild): string | null {
  return givenName === null ? null : fullName({ familyName: familyName ?? '', givenName, patronymic });
}

function daysInCare(admittedOn: Day, leftOn: Day | null, today: Day): number {
  return Math.max(0, daysBetween(admittedOn, leftOn ?? today));
}
