/** How a figure is shown: "<5" where it is small, "…" where it is hidden to protect another. */
import type { Cell, ReportRow } from '#shared/domain/report/shape.ts';
import { numberText, tengeText, type Words } from './words.ts';

const smallMark = '<5';
const hiddenMark = '…';

/** A number as a number, or the mark of a hidden one: what a table for machines holds. */
export function plainCell(cell: Cell): number | string {
  if ('suppressed' in cell) return cell.suppressed === 'small' ? smallMark : hiddenMark;
  return 'amount' in cell ? cell.amount : cell.value;
}

/** What a person reads: "27 из 30", "1 250 000 ₸", "<5". */
export function rowText(row: ReportRow, words: Words): string {
  const value = cellText(row.cell, words);
  return row.of === undefined ? value : words.say('report.ofWhole', { value, of: cellText(row.of, words) });
}

export function cellText(cell: Cell, words: Words): string {
  const plain = plainCell(cell);
  if (typeof plain === 'string') return plain;
  return 'amount' in cell && cell.unit === 'tenge'
    ? tengeText(plain, words.language)
    : numberText(plain, words.language);
}

/** Overrides are decisions; every other count is of children. */
export function unitText(row: ReportRow, words: Words): string {
  if ('unit' in row.cell && row.cell.unit !== undefined) return words.say(`report.units.${row.cell.unit}`);
  return words.say(
    row.id === 'overrides_without_second_person' ? 'report.units.decisions' : 'report.units.children',
  );
}
