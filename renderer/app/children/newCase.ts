/** What a new case is opened with: from the texts of the form to the fields of identity. Pure. */
import { iinMismatches, readIin } from '#shared/country/kz/iin.ts';
import type { LegalStatus } from '#shared/country/kz/legalStatus.ts';
import type { SeparationReason } from '#shared/country/kz/separationReasons.ts';
import type { Day } from '#shared/domain/day.ts';
import type { ChildFields } from '#shared/domain/steps/child.ts';

export interface NewCaseValues {
  institution: string;
  admittedOn: Day | null;
  familyName: string;
  givenName: string;
  patronymic: string;
  sex: 'm' | 'f' | null;
  birthDate: Day | null;
  birthYear: number | null;
  iin: string;
  legalStatus: LegalStatus;
  reasons: SeparationReason[];
  reasonText: string;
  disability: boolean;
  familyPlace: string;
  familyAddress: string;
  note: string;
}

export function emptyNewCase(institution: string): NewCaseValues {
  return {
    institution,
    admittedOn: null,
    familyName: '',
    givenName: '',
    patronymic: '',
    sex: null,
    birthDate: null,
    birthYear: null,
    iin: '',
    legalStatus: 'undetermined',
    reasons: [],
    reasonText: '',
    disability: false,
    familyPlace: '',
    familyAddress: '',
    note: '',
  };
}

/** The first reason chosen is the main one, as in the registers. */
export function childOf(values: NewCaseValues): ChildFields {
  const reading = readIin(values.iin);
  return {
    familyName: values.familyName.trim(),
    givenName: values.givenName.trim(),
    patronymic: orNull(values.patronymic),
    sex: values.sex,
    birthDate: values.birthDate,
    birthYear: values.birthDate === null ? values.birthYear : null,
    iin: orNull(values.iin),
    iinStatus: reading === null ? 'missing' : reading.checkDigitOk ? 'valid' : 'unverified',
    legalStatus: values.legalStatus,
    reasons: values.reasons,
    mainReason: values.reasons[0] ?? null,
    reasonText: orNull(values.reasonText),
    healthGroup: null,
    disability: values.disability ? true : null,
    familyAddress: orNull(values.familyAddress),
    familyPlace: orNull(values.familyPlace),
    note: orNull(values.note),
  };
}

export type IinHint = 'length' | 'check_digit' | 'mismatch';

/** A hint about the number; only `length` keeps the form from being saved. */
export function iinHint(values: NewCaseValues): IinHint | null {
  if (values.iin === '') return null;
  const reading = readIin(values.iin);
  if (reading === null) return 'length';
  if (!reading.checkDigitOk) return 'check_digit';
  return iinMismatches(reading, values).length > 0 ? 'mismatch' : null;
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
