/** What a register would do, counted before anything is written: who is created, who is skipped. Pure. */
import type { Duplicate, RegisterPreview } from '#shared/domain/register/types.ts';

/** By row of the sheet. A probable duplicate is skipped unless told "import". */
export type Decisions = Readonly<Record<string, 'import' | 'skip'>>;

export interface ImportCounts {
  /** Rows of children. */
  readonly rows: number;
  /** Different children in the list: without the rows that repeat an earlier one. */
  readonly children: number;
  readonly boys: number;
  readonly girls: number;
  /** Cases that would be opened. */
  readonly created: number;
  /** Children of the list that are in the database already, and stay as they are. */
  readonly known: number;
  /** Duplicates not imported: rows that repeat an earlier one, and children known already. */
  readonly skipped: number;
  /** Rows that could not be read. */
  readonly unreadable: number;
  readonly siblingGroups: number;
}

/** `boys` and `girls` are of `children`. */
export function importCounts(preview: RegisterPreview, decisions: Decisions): ImportCounts {
  const skipped = preview.duplicates.filter((duplicate) => decisionOn(duplicate, decisions) === 'skip');
  const repeated = new Set(skipped.filter(({ of }) => of !== null).map(({ row }) => row));
  const known = new Set(skipped.filter(({ of }) => of === null).map(({ row }) => row));
  const importable = preview.rows.filter((row) => row.importable);
  const children = importable.filter(({ row }) => !repeated.has(row));
  const created = children.filter(({ row }) => !known.has(row));
  return {
    rows: preview.rows.length,
    children: children.length,
    boys: children.filter(({ draft }) => draft.sex === 'm').length,
    girls: children.filter(({ draft }) => draft.sex === 'f').length,
    created: created.length,
    known: children.length - created.length,
    skipped: importable.length - created.length,
    unreadable: preview.rows.length - importable.length,
    siblingGroups: preview.siblingGroups.filter(({ rows }) => rows.length > 1).length,
  };
}

export function decisionOn(duplicate: Duplicate, decisions: Decisions): 'import' | 'skip' {
  return decisions[duplicate.row] ?? 'skip';
}
