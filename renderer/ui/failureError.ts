/**
 * An expected failure of the host as something a query can throw. Expected failures are values in the
 * contract; the query library knows only thrown errors, so here is the one place where one becomes the other.
 */
import type { Failure, Result } from '#shared/contract/failure.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { failureValues } from '#shared/i18n/words/failureValues.ts';

export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** The value, or throws `FailureError`. Example: `unwrap(await client.profile.unlock({ passphrase }))`. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new FailureError(result.error);
}

/** What to tell the person: the failure's own text, or that of a bug. */
export function failureText(error: unknown, t: Translator): string {
  if (!(error instanceof FailureError)) return t('shell.unexpected');
  return t(`failures.${error.failure.code}`, failureValues(error.failure.details, t));
}
