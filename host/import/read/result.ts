/** What reading a file gives: its cells, or why not, as a value with a code. */
import type { RegisterError, RegisterErrorCode } from '#shared/domain/register/errors.ts';
import type { RegisterBook } from '#shared/domain/register/types.ts';

export type ReadResult =
  | { readonly ok: true; readonly book: RegisterBook }
  | { readonly ok: false; readonly error: RegisterError };

export function refused(
  code: RegisterErrorCode,
  details: Record<string, number> = {},
): ReadResult & { ok: false } {
  return { ok: false, error: { code, details, sheets: [] } };
}
