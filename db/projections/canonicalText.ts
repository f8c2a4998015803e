/** JSON in one spelling, so that equal values are equal texts in the database. */
import { fromUtf8 } from '#shared/sync/bytes.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';

export function canonicalText(value: unknown): string {
  return fromUtf8(canonicalBytes(value));
}
