/** Two records of what may be one child, fact by fact, with what differs marked. Pure. */

import { fullName } from '#shared/domain/case/current.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { ChildDraft } from '#shared/domain/register/types.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';
import { birthWords, sexWords } from './cellValue.ts';

export const comparedFields = [
  'fullName',
  'birthDate',
  'sex',
  'iin',
  'admittedOn',
  'reason',
  'mother',
] as const;
export type ComparedField = (typeof comparedFields)[number];

/** Words for each compared field; null where it is not known. */
export type Comparable = Readonly<Record<ComparedField, string | null>>;

export function comparableDraft(draft: ChildDraft, days: Pick<Days, 'full'>, t: Translator): Comparable {
  return {
    fullName: draft.fullName,
    birthDate: birthWords(draft, days, t),
    sex: sexWords(draft.sex, t),
    iin: draft.iin,
    admittedOn: draft.admittedOn === null ? null : days.full(draft.admittedOn),
    reason: draft.reasonText,
    mother: draft.kin.find(({ relation }) => relation === 'mother')?.name ?? null,
  };
}

export function comparableCase(state: CaseState, days: Pick<Days, 'full'>, t: Translator): Comparable {
  const { child } = state;
  const admittedOn = state.episodes[0]?.admittedOn ?? null;
  const birthYear = child?.birthYear ?? null;
  const birthDate = child?.birthDate ?? null;
  return {
    fullName: child === null ? null : fullName(child),
    birthDate:
      birthDate !== null
        ? days.full(birthDate)
        : birthYear === null
          ? null
          : t('importWizard.check.year', { year: birthYear }),
    sex: sexWords(child?.sex ?? null, t),
    iin: child?.iin ?? null,
    admittedOn: admittedOn === null ? null : days.full(admittedOn),
    reason: child?.reasonText ?? null,
    mother: state.kin.find(({ relation }) => relation === 'mother')?.name ?? null,
  };
}

/** A fact that one of the two does not have is no difference. */
export function differs(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLocaleLowerCase() !== other.toLocaleLowerCase();
}
