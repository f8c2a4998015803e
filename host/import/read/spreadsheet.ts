/**
 * Spreadsheets (xlsx, xlsm, xlsb, xls, ods, and the html and xml that portals export as
 * ".xls") → grids. Values are taken as the file holds them, never as it shows them: a date is
 * a number with a date's format, and stays one until a column says it is a date.
 */
import { type CellObject, read, SSF, set_cptable, utils, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Cell, RegisterBook, RegisterGrid } from '#shared/domain/register/types.ts';
import { gridOf } from './grid.ts';
import { readLimits } from './limits.ts';

// spreadsheets older than Excel 97 hold text in one-byte encodings
set_cptable(codepages);

/** Merged cells higher than this are decoration, not one value for several children. */
const highestMerge = 30;

/** Parses a workbook; throws where the parser does. Markup is given as text, anything else as bytes. */
export function readSpreadsheet(content: Buffer | string): RegisterBook {
  const workbook = read(content, {
    type: typeof content === 'string' ? 'string' : 'buffer',
    // markup has no types: without `raw` the parser would guess dates, month first
    raw: typeof content === 'string',
    dense: true,
    cellDates: false,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
    sheetRows: readLimits.sheetRows,
  });
  const hidden = new Set(
    (workbook.Workbook?.Sheets ?? []).flatMap((sheet, at) => ((sheet.Hidden ?? 0) > 0 ? [at] : [])),
  );
  const shown = workbook.SheetNames.filter((_, at) => !hidden.has(at));
  const names = shown.length > 0 ? shown : workbook.SheetNames;
  return {
    sheets: names.flatMap((name) => {
      const sheet = workbook.Sheets[name];
      return sheet === undefined ? [] : [readSheet(name, sheet)];
    }),
    date1904: workbook.Workbook?.WBProps?.date1904 === true,
  };
}

function readSheet(name: string, sheet: WorkSheet): RegisterGrid {
  const data = sheet['!data'] ?? [];
  const rows: Cell[][] = Array.from(data, (row) => Array.from(row ?? [], cellOf));
  for (const { s: start, e: end } of sheet['!merges'] ?? []) {
    const value = rows[start.r]?.[start.c];
    if (start.c !== end.c || end.r - start.r >= highestMerge || value === undefined) continue;
    for (let at = start.r + 1; at <= end.r; at += 1) {
      const row = rows[at];
      if (row === undefined) continue;
      while (row.length < start.c) row.push(null);
      row[start.c] = value;
    }
  }
  return gridOf(name, rows, rowsBeyond(sheet, rows.length));
}

/** Rows that the file declares beyond those parsed. Programs declare a million and fill ten: only a list that goes on to the last row parsed is believed. */
function rowsBeyond(sheet: WorkSheet, parsed: number): number {
  if (parsed < readLimits.sheetRows) return 0;
  const declared: unknown = sheet['!fullref'];
  if (typeof declared !== 'string') return 0;
  return Math.max(0, utils.decode_range(declared).e.r + 1 - readLimits.sheetRows);
}

function cellOf(cell: CellObject | undefined): Cell {
  if (cell === undefined) return null;
  if (cell.t === 'n' && typeof cell.v === 'number') {
    return typeof cell.z === 'string' && SSF.is_date(cell.z) === true ? { serial: cell.v } : cell.v;
  }
  if (cell.t === 's' && typeof cell.v === 'string') return cell.v === '' ? null : cell.v;
  if (cell.t === 'b' && typeof cell.v === 'boolean') return cell.v;
  return cell.t === 'e' ? (cell.w ?? '#') : null;
}
