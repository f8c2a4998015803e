/** Why a file or a sheet gives no preview. Each has a text in three languages (i18n `failures`). */

export type RegisterErrorCode =
  | 'not_a_register'
  | 'file_damaged'
  | 'file_encrypted'
  | 'file_empty'
  | 'file_too_large'
  | 'too_many_rows'
  | 'unsupported_format'
  | 'no_header'
  | 'file_timeout';

export interface RegisterError {
  readonly code: RegisterErrorCode;
  /** Numbers for the text: rows or megabytes found and allowed. No names. */
  readonly details: Readonly<Record<string, number>>;
  /** The sheets of a file that could be read, so that a person may choose one. */
  readonly sheets: readonly string[];
}

/**
 * Children in one import, a house rule: many times the largest institution, and still read
 * in seconds on an old laptop.
 */
export const maxRegisterRows = 20_000;
