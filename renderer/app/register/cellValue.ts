/** What is read out of a cell, as it will be written: the draft's value for the field of a column. Pure. */
import type { ChildDraft, RegisterColumn } from '#shared/domain/register/types.ts';
import type { Relation } from '#shared/domain/steps/kin.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';

/** Null where nothing could be read. A column without a field shows the cell's own text. */
export function cellValue(
  draft: ChildDraft,
  column: Pick<RegisterColumn, 'field' | 'heading'>,
  days: Pick<Days, 'full'>,
  t: Translator,
): string | null {
  const value = read(draft, column, days, t);
  return value === '' ? null : value;
}

export function birthWords(draft: ChildDraft, days: Pick<Days, 'full'>, t: Translator): string | null {
  if (draft.birthDate !== null) return days.full(draft.birthDate);
  return draft.birthYear === null ? null : t('importWizard.check.year', { year: draft.birthYear });
}

export function sexWords(sex: 'm' | 'f' | null, t: Translator): string | null {
  if (sex === null) return null;
  return sex === 'm' ? t('importWizard.check.male') : t('importWizard.check.female');
}

function read(
  draft: ChildDraft,
  { field, heading }: Pick<RegisterColumn, 'field' | 'heading'>,
  days: Pick<Days, 'full'>,
  t: Translator,
): string | null {
  switch (field) {
    case null:
    case 'number':
      return draft.original[heading] ?? null;
    case 'fullName':
    case 'familyName':
    case 'givenName':
    case 'patronymic':
    case 'iin':
    case 'healthGroup':
    case 'familyAddress':
    case 'note':
      return draft[field];
    case 'birthDate':
      return birthWords(draft, days, t);
    case 'sex':
      return sexWords(draft.sex, t);
    case 'admittedOn':
      return draft.admittedOn === null ? null : days.full(draft.admittedOn);
    case 'reason':
      return draft.mainReason === null
        ? draft.reasonText
        : t(`country.separationReasons.${draft.mainReason}`);
    case 'legalStatus':
      return t(`country.legalStatuses.${draft.legalStatus}`);
    case 'mother':
      return kinWords(draft, ['mother']);
    case 'father':
      return kinWords(draft, ['father']);
    case 'parents':
      return kinWords(draft, ['mother', 'father', 'step_parent']);
    case 'relatives':
      return kinWords(draft, null);
    case 'siblings':
      return draft.siblingNames.join(', ');
    case 'disability':
      if (draft.disability === null) return null;
      return draft.disability ? t('importWizard.check.yes') : t('importWizard.check.no');
  }
}

/** People of some relations; `null` for everyone who is no parent. */
function kinWords(draft: ChildDraft, relations: readonly Relation[] | null): string {
  return draft.kin
    .filter(({ relation }) =>
      relations === null ? relation !== 'mother' && relation !== 'father' : relations.includes(relation),
    )
    .map(({ name, phone }) => (phone === null ? name : `${name}, ${phone}`))
    .join('; ');
}
