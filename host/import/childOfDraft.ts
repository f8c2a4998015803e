/** From what was read in a register's row to what the case's first steps hold. */
import type { ChildDraft } from '#shared/domain/register/types.ts';
import type { ChildFields } from '#shared/domain/steps/child.ts';

export function childOfDraft(draft: ChildDraft): ChildFields {
  return {
    familyName: draft.familyName,
    givenName: draft.givenName,
    patronymic: draft.patronymic,
    sex: draft.sex,
    birthDate: draft.birthDate,
    birthYear: draft.birthYear,
    iin: draft.iin,
    iinStatus: draft.iinStatus,
    legalStatus: draft.legalStatus,
    reasons: [...draft.reasons],
    mainReason: draft.mainReason,
    reasonText: draft.reasonText,
    healthGroup: draft.healthGroup,
    disability: draft.disability,
    familyAddress: draft.familyAddress,
    familyPlace: draft.familyPlace,
    note: draft.note,
  };
}
