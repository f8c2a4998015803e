/**
 * Everything doubtful that reading a register can find, and how much it weighs: `info` says
 * what was done, `doubt` asks a person to look, `error` keeps the row out until it is put
 * right in the file. Texts: i18n `register.warnings`.
 */
import type { RegisterField } from './fields.ts';

export type Severity = 'info' | 'doubt' | 'error';

export const warningSeverity = {
  name_missing: 'error',
  name_unreadable: 'error',
  name_incomplete: 'doubt',
  name_mixed_script: 'doubt',
  name_remark: 'info',
  iin_missing: 'info',
  iin_leading_zero_restored: 'info',
  iin_check_digit: 'doubt',
  iin_mismatch: 'doubt',
  iin_malformed: 'doubt',
  iin_shared: 'doubt',
  birth_date_missing: 'doubt',
  birth_year_only: 'doubt',
  birth_date_unreadable: 'doubt',
  birth_date_future: 'doubt',
  birth_date_from_iin: 'doubt',
  year_two_digits: 'info',
  age_over_18: 'doubt',
  sex_missing: 'doubt',
  sex_unreadable: 'doubt',
  sex_from_iin: 'info',
  sex_from_name: 'info',
  admitted_missing: 'doubt',
  admitted_year_only: 'doubt',
  admitted_unreadable: 'doubt',
  admitted_in_future: 'doubt',
  admitted_before_birth: 'doubt',
  legal_status_missing: 'info',
  legal_status_unknown: 'doubt',
  reason_missing: 'info',
  reason_general: 'info',
  reason_unknown: 'doubt',
  phone_unreadable: 'doubt',
  kin_without_name: 'info',
  health_unreadable: 'info',
  sibling_not_in_register: 'info',
  siblings_disagree: 'doubt',
  siblings_implausible: 'doubt',
  text_shortened: 'doubt',
  too_large: 'error',
} as const satisfies Record<string, Severity>;

export type WarningCode = keyof typeof warningSeverity;

export interface RegisterWarning {
  readonly row: number;
  readonly field: RegisterField;
  readonly code: WarningCode;
  readonly severity: Severity;
  /** What stands in the cell, or what was made of it. May name a child: never for logs. */
  readonly value: string;
}

/** Collects the warnings of one row. */
export type Warn = (field: RegisterField, code: WarningCode, value: string) => void;
