/** What a register would do, counted before anything is written: who is created, who is skipped. Pure. */
import type { Duplicate, RegisterPreview } from '#shared/domain/register/types.ts';

/** By row of the sheet. A probable duplicate is skipped unless told "import". */
export type Decisions = Readonly<Record<string, 'import' | 'skip'>>;

export interface ImportCounts {
  /** Rows of children. */
  readonly rows: number;
  readonly boys: number;
  readonly girls: number;
  /** Cases that would be opened. */
  readonly created: number;
  /** Duplicates not imported. */
  readonly skipped: number;
  /** Rows that could not be read. */
  readonly unreadable: number;
  readonly siblingGroups: number;
}

/** `boys`, `girls` and the children they are counted of leave out what is skipped. */
export function importCounts(preview: RegisterPreview, decisions: Decisions): ImportCounts {
  const skipped = new Set(
    preview.duplicates
      .filter((duplicate) => decisionOn(duplicate, decisions) === 'skip')
      .map(({ row }) => row),
  );
  const created = preview.rows.filter(({ row, importable }) => importable && !skipped.has(row));
  return {
    rows: preview.rows.length,
    boys: created.filter(({ draft }) => draft.sex === 'm').length,
    girls: created.filter(({ draft }) => draft.sex === 'f').length,
    created: created.length,
    skipped: preview.rows.filter(({ row, importable }) => importable && skipped.has(row)).length,
    unreadable: preview.rows.filter(({ importable }) => !importable).length,
    siblingGroups: preview.siblingGroups.filter(({ rows }) => rows.length > 1).length,
  };
}

export function decisionOn(duplicate: Duplicate, decisions: Decisions): 'import' | 'skip' {
  return decisions[duplicate.row] ?? 'skip';
}
