/** Rows of cells → the grid that is handed on: cut to the limits, and counted before it is cut. */
import type { Cell, RegisterGrid } from '#shared/domain/register/types.ts';
import { readLimits } from './limits.ts';

export function gridOf(name: string, rows: readonly (readonly Cell[])[], alsoFilled = 0): RegisterGrid {
  const filledRows = rows.filter((row) => row.some(isFilled)).length + alsoFilled;
  const kept = filledRows > readLimits.keptRows ? readLimits.keptOfTooLong : lastFilled(rows);
  return { name, rows: rows.slice(0, kept).map(trimmed), filledRows };
}

/** Formatted but empty rows below a list are left off. */
function lastFilled(rows: readonly (readonly Cell[])[]): number {
  return rows.findLastIndex((row) => row.some(isFilled)) + 1;
}

function trimmed(row: readonly Cell[]): readonly Cell[] {
  const last = row.findLastIndex(isFilled);
  return row.slice(0, Math.min(last + 1, readLimits.columns));
}

function isFilled(cell: Cell): boolean {
  return cell !== null && (typeof cell !== 'string' || cell.trim() !== '');
}
