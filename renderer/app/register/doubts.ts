/** What is doubtful in a register, ready to be shown: by row and field, and as a list. Pure. */
import type { RegisterField } from '#shared/domain/register/fields.ts';
import type { RegisterPreview, RegisterRow } from '#shared/domain/register/types.ts';
import type { RegisterWarning, Severity } from '#shared/domain/register/warnings.ts';

/** Everything a person should look at: what keeps a row out first, then doubts, then what was merely done; by row. */
export function doubtsOf(preview: RegisterPreview): RegisterWarning[] {
  return [...preview.errors, ...preview.warnings].sort(
    (one, other) => weight(other.severity) - weight(one.severity) || one.row - other.row,
  );
}

/** Row → its doubts. */
export function doubtsByRow(
  doubts: readonly RegisterWarning[],
): ReadonlyMap<number, readonly RegisterWarning[]> {
  const rows = new Map<number, RegisterWarning[]>();
  for (const doubt of doubts) {
    const known = rows.get(doubt.row);
    if (known === undefined) rows.set(doubt.row, [doubt]);
    else known.push(doubt);
  }
  return rows;
}

/**
 * The column in which a doubt is shown: the one with its field. A name in one column stands for its
 * three parts and the other way round; what has no column of its own (a sex guessed from the name) is
 * shown at the name.
 */
export function columnOf(doubt: RegisterWarning, fields: readonly (RegisterField | null)[]): number {
  const own = fields.indexOf(doubt.field);
  if (own >= 0) return own;
  const names: readonly RegisterField[] = ['fullName', 'familyName', 'givenName', 'patronymic'];
  return fields.findIndex((field) => field !== null && names.includes(field));
}

/** The heaviest of several, or null for none. */
export function heaviest(doubts: readonly RegisterWarning[]): Severity | null {
  return doubts.reduce<Severity | null>(
    (found, { severity }) => (found === null || weight(severity) > weight(found) ? severity : found),
    null,
  );
}

export function shownRows(
  rows: readonly RegisterRow[],
  byRow: ReadonlyMap<number, readonly RegisterWarning[]>,
  onlyDoubtful: boolean,
): readonly RegisterRow[] {
  return onlyDoubtful ? rows.filter(({ row }) => byRow.has(row)) : rows;
}

function weight(severity: Severity): number {
  return { info: 0, doubt: 1, error: 2 }[severity];
}
