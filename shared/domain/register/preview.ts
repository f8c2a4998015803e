/**
 * The preview of a register: from the cells of a file to drafts of children with every doubt
 * marked. Pure: the same file, corrections, known children and day give the same preview.
 * Nothing here writes, and no row with anything in it disappears: it is a child, an error or
 * listed among the skipped.
 */
import type { Day } from '../day.ts';
import { lineText } from './cells.ts';
import { type RowContext, readRow } from './draft.ts';
import { findDuplicates } from './duplicates.ts';
import { maxRegisterRows, type RegisterError, type RegisterErrorCode } from './errors.ts';
import { findLayout, hasNameColumn, type Layout, layoutAt, totalIn, whyNoChild } from './layout.ts';
import { findSiblings } from './siblings.ts';
import { readTitle } from './title.ts';
import type {
  Cell,
  ExistingChild,
  PreviewOptions,
  RegisterBook,
  RegisterGrid,
  RegisterPreview,
  RegisterRow,
  SkippedRow,
} from './types.ts';
import type { RegisterWarning } from './warnings.ts';

/**
 * Previews a file's register. `options` correct what recognition chose; `existing` are the
 * children already known, to find duplicates; `today` is the country's day.
 */
export function previewRegister(
  book: RegisterBook,
  options: PreviewOptions,
  existing: readonly ExistingChild[],
  today: Day,
): RegisterPreview | { readonly error: RegisterError } {
  const sheets = book.sheets.map(({ name }) => name);
  const refuse = (code: RegisterErrorCode, details: Record<string, number> = {}) => ({
    error: { code, details, sheets },
  });
  if (book.sheets.every(({ filledRows }) => filledRows === 0)) return refuse('file_empty');
  const chosen = chooseSheet(book.sheets, options);
  if (chosen === null) return refuse(options.sheet === undefined ? 'not_a_register' : 'no_header');
  const { grid, layout } = chosen;
  if (!hasNameColumn(layout.columns)) return refuse('no_header');
  const kept = grid.rows.filter(isFilled).length;
  if (grid.filledRows > kept) {
    const above = grid.rows.slice(0, layout.firstRow - 1).filter(isFilled).length;
    return refuse('too_many_rows', { found: grid.filledRows - above, limit: maxRegisterRows });
  }
  const title = readTitle(grid.rows.slice(0, layout.headerRow - 1), today, book.date1904);
  const context: RowContext = {
    columns: layout.columns,
    today,
    asOf: title.registerDate ?? today,
    date1904: book.date1904,
  };
  const read = readRows(grid, layout, context);
  if (read.rows.length > maxRegisterRows) {
    return refuse('too_many_rows', { found: read.rows.length, limit: maxRegisterRows });
  }
  const drafts = read.rows.filter(({ importable }) => importable).map(({ draft }) => draft);
  const { duplicates, warnings: shared } = findDuplicates(drafts, existing);
  const repeated = new Set(duplicates.flatMap(({ row, of }) => (of === null ? [] : [row])));
  const siblings = findSiblings(
    drafts.filter(({ row }) => !repeated.has(row)),
    layout.columns.some(({ field }) => field === 'siblings'),
  );
  const all = [...read.warnings, ...shared, ...siblings.warnings].sort((one, other) => one.row - other.row);
  return {
    sheet: grid.name,
    sheets,
    headerRow: layout.headerRow,
    columns: layout.columns,
    ...title,
    declaredTotal: read.declaredTotal,
    rows: read.rows,
    skipped: read.skipped,
    duplicates,
    warnings: all.filter(({ severity }) => severity !== 'error'),
    errors: all.filter(({ severity }) => severity === 'error'),
    siblingGroups: siblings.groups,
  };
}

/** The sheet asked for, else the one most like a register; null where none has headings. */
function chooseSheet(
  sheets: readonly RegisterGrid[],
  options: PreviewOptions,
): { readonly grid: RegisterGrid; readonly layout: Layout } | null {
  let best: { grid: RegisterGrid; layout: Layout } | null = null;
  for (const grid of sheets) {
    if (options.sheet !== undefined && options.sheet !== grid.name) continue;
    const headerRow = options.headerRow ?? findLayout(grid)?.headerRow ?? correctedHeader(grid, options);
    if (headerRow === null || headerRow < 1 || headerRow > grid.rows.length) continue;
    const layout = layoutAt(grid, headerRow, options.mapping ?? {});
    const better = best === null || layout.score > best.layout.score;
    if (better || (layout.score === best?.layout.score && grid.filledRows > best.grid.filledRows)) {
      best = { grid, layout };
    }
  }
  return best;
}

/** With columns named by hand and no headings found, the first row with most cells is taken for them. */
function correctedHeader(grid: RegisterGrid, { mapping }: PreviewOptions): number | null {
  if (mapping === undefined || Object.values(mapping).every((field) => field === null)) return null;
  const widths = grid.rows.slice(0, 60).map((row) => row.filter((cell) => lineText(cell) !== '').length);
  const widest = Math.max(0, ...widths);
  return widest === 0 ? null : widths.indexOf(widest) + 1;
}

function readRows(
  grid: RegisterGrid,
  layout: Layout,
  context: RowContext,
): {
  readonly rows: RegisterRow[];
  readonly skipped: SkippedRow[];
  readonly warnings: RegisterWarning[];
  readonly declaredTotal: number | null;
} {
  const rows: RegisterRow[] = [];
  const skipped: SkippedRow[] = [];
  const warnings: RegisterWarning[] = [];
  let declaredTotal: number | null = null;
  let closed = false;
  for (let row = layout.firstRow; row <= grid.rows.length; row += 1) {
    const cells = grid.rows[row - 1] ?? [];
    const why = whyNoChild(cells, layout.columns, closed);
    if (why === 'empty') continue;
    if (why === null) {
      const reading = readRow(row, cells, context);
      const importable = reading.warnings.every(({ severity }) => severity !== 'error');
      rows.push({ row, importable, draft: reading.draft });
      warnings.push(...reading.warnings);
      continue;
    }
    closed ||= why === 'total' || why === 'signature';
    if (why === 'total') declaredTotal = totalIn(cells) ?? declaredTotal;
    const text = cells
      .map((cell) => lineText(cell, context.date1904))
      .filter((written) => written !== '')
      .join(' ');
    skipped.push({ row, text, why });
  }
  return { rows, skipped, warnings, declaredTotal };
}

function isFilled(row: readonly Cell[]): boolean {
  return row.some((cell) => lineText(cell) !== '');
}
