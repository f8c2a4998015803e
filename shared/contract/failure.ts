/**
 * Expected failures of the app's interface: values with a code, each with a text in three
 * languages (i18n `failures`) that says what to do next. Anything else is a bug and throws.
 */
import { z } from 'zod';

export const failureCodes = [
  // profile
  'no_profile',
  'profile_exists',
  'locked',
  'wrong_passphrase',
  'weak_passphrase',
  'throttled',
  'wrong_recovery_key',
  'other_computer',
  'no_computer_store',
  'runtime_too_old',
  // database
  'database_damaged',
  'database_newer',
  'database_in_use',
  'disk_full',
  'read_only',
  // register
  'not_a_register',
  'file_damaged',
  'file_encrypted',
  'file_empty',
  'file_too_large',
  'too_many_rows',
  'unsupported_format',
  'no_header',
  'file_timeout',
  'import_expired',
  'cancelled',
  // cases
  'not_found',
  'invalid',
  'unknown_kind',
  'forbidden',
  'not_ready',
  'move_not_possible',
  'evidence_needed',
  'veto_not_overridable',
  'second_person_needed',
  'update_needed',
  'day_in_future',
  'not_returned',
  'not_withdrawable',
  // documents
  'document_empty',
  'document_too_large',
  'document_not_here',
  // sync
  'server_unreachable',
  'server_refused',
  'code_invalid',
  'already_enrolled',
  'institution_not_named',
  'not_enrolled',
  'device_unknown',
  'device_revoked',
  'device_wiped',
  'contact_needed',
  'app_too_old',
  'institution_unknown',
  'clock_jump',
  // bundle
  'bundle_no_key',
  'bundle_not_a_bundle',
  'bundle_newer',
  'bundle_wrong_way',
  'bundle_foreign',
  'bundle_cut',
  'bundle_changed',
  'bundle_signer',
  'bundle_too_large',
  'bundle_late',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export const failure = z.object({
  code: z.enum(failureCodes),
  /** Values for the text, and what a program needs: no names, no ИИН. */
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Failure = z.infer<typeof failure>;

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function failed(code: FailureCode, details?: Record<string, unknown>): { ok: false; error: Failure } {
  return { ok: false, error: details === undefined ? { code } : { code, details } };
}
