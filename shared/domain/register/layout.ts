/**
 * Where in a sheet the list is: the row of headings under its titles, the columns, and which
 * rows below are children. Titles stand above, a row of column numbers may follow, totals and
 * a signature close the list; none of them is a child and none is silently dropped.
 */
import { foldLetters } from '../search/foldName.ts';
import { isDateCell, lineText, saysNothing } from './cells.ts';
import { fieldOfHeading, type RegisterField } from './fields.ts';
import type { Cell, ColumnMapping, RegisterColumn, RegisterGrid, SkippedRow } from './types.ts';

export interface Layout {
  /** Row number of the (first) row of headings. */
  readonly headerRow: number;
  /** Row number of the first row below the headings. */
  readonly firstRow: number;
  readonly columns: readonly RegisterColumn[];
  /** Recognised columns; 0 for none. */
  readonly score: number;
}

/** Headings stand within the first rows; further down a sheet is no list. */
const searchedRows = 60;
const nameFields: readonly RegisterField[] = ['fullName', 'familyName', 'givenName'];
/** A list of names alone is any list; one of these makes it a register of children. */
const tellingFields: readonly RegisterField[] = [
  'birthDate',
  'iin',
  'sex',
  'admittedOn',
  'reason',
  'legalStatus',
];
const staffHeading = /должност|лауазым|оклад|жалакы|position|salary|job title/;

/** The most telling row of headings, or null where no row is one. */
export function findLayout(grid: RegisterGrid): Layout | null {
  const width = widthOf(grid);
  let best: Layout | null = null;
  for (let at = 0; at < Math.min(grid.rows.length, searchedRows); at += 1) {
    const layout = layoutAt(grid, at + 1, {}, width);
    if (isRegister(layout) && layout.score > (best?.score ?? 0)) best = layout;
  }
  return best;
}

/** The layout with the headings in a given row, as recognised and then as corrected. */
export function layoutAt(
  grid: RegisterGrid,
  headerRow: number,
  mapping: ColumnMapping,
  width: number = widthOf(grid),
): Layout {
  const upper = grid.rows[headerRow - 1] ?? [];
  const lower = grid.rows[headerRow] ?? [];
  const twoRows = isSecondHeaderRow(upper, lower);
  const columns: RegisterColumn[] = [];
  const taken = new Set<RegisterField>();
  for (let index = 0; index < width; index += 1) {
    const below = twoRows ? lineText(lower[index] ?? null) : '';
    const heading = [lineText(upper[index] ?? null), below].filter((text) => text !== '').join(' ');
    const found = fieldOfHeading(below) ?? fieldOfHeading(heading);
    const corrected = mapping[index];
    const field = corrected === undefined ? (found !== null && taken.has(found) ? null : found) : corrected;
    if (field !== null) taken.add(field);
    columns.push({ index, heading, field });
  }
  const score = taken.size - (columns.some(({ heading }) => staffHeading.test(foldLetters(heading))) ? 3 : 0);
  return {
    headerRow,
    firstRow: headerRow + (twoRows ? 2 : 1),
    columns: withoutTwice(columns, mapping),
    score,
  };
}

function widthOf(grid: RegisterGrid): number {
  return grid.rows.reduce((width, row) => Math.max(width, row.length), 0);
}

export function hasNameColumn(columns: readonly RegisterColumn[]): boolean {
  return columns.some(({ field }) => field !== null && nameFields.includes(field));
}

/**
 * Why a row below the headings is no child, or null where it is one. `closed`: a total or a
 * signature stands above, after which a name alone is that of whoever signed.
 */
export function whyNoChild(
  row: readonly Cell[],
  columns: readonly RegisterColumn[],
  closed: boolean,
): SkippedRow['why'] | 'empty' | null {
  const filled = row.flatMap((cell, index) => {
    const text = isDateCell(cell) ? String(cell.serial) : lineText(cell);
    const field = columns[index]?.field ?? null;
    return text === '' ? [] : [{ index, text, field }];
  });
  if (filled.every(({ field }) => field === 'number')) return 'empty';
  if (isNumbersRow(row)) return 'column_numbers';
  if (isHeaderAgain(filled, columns)) return 'header_again';
  const facts = filled.filter(
    ({ field, text }) => field !== null && tellingFields.includes(field) && !saysNothing(text),
  );
  const lead = foldLetters(filled.find(({ text }) => /\p{L}/u.test(text))?.text ?? '');
  if (facts.length <= 1 && totalLine.test(lead)) return 'total';
  if (facts.length <= 1 && signatureLine.test(lead)) return 'signature';
  if (facts.length > 0) return null;
  const names = filled.filter(({ field }) => field !== null && nameFields.includes(field));
  return !closed && looksLikeName(names.map(({ text }) => text).join(' ')) ? null : 'no_child';
}

/** The number of children that a line of totals names, or null. */
export function totalIn(row: readonly Cell[]): number | null {
  for (const cell of row) {
    const number = typeof cell === 'number' ? cell : Number(/\d+/.exec(lineText(cell))?.[0] ?? Number.NaN);
    if (Number.isInteger(number) && !isDateCell(cell)) return number;
  }
  return null;
}

const totalLine = /^(итого?|всего|барлыгы|жалпы|жиыны|total)(?![а-яa-z])/;
const signatureLine =
  /^(и\.? ?о\.? ?)?(директор|заведующ|руководител|исполнител|составил|ответственн|подпис|м\.? ?п\.?|мер орны|басшы|менгеруш|орындаган|орындауш|жасаган|колы|director|signature|head of|prepared by)[а-я]{0,3}(?![а-я])/;

function isRegister(layout: Layout): boolean {
  const has = (wanted: readonly RegisterField[]) =>
    layout.columns.some(({ field }) => field !== null && wanted.includes(field));
  return layout.score >= 2 && has(nameFields) && has(tellingFields);
}

/** A second row of headings under merged ones, e.g. "Родители" over "мать" and "отец". */
function isSecondHeaderRow(upper: readonly Cell[], lower: readonly Cell[]): boolean {
  const texts = lower.map((cell) => lineText(cell));
  if (
    lower.some((cell) => typeof cell === 'number' || isDateCell(cell)) ||
    texts.some((text) => /\d{4}/.test(text))
  ) {
    return false;
  }
  const recognised = texts.filter((text) => text.length <= 40 && fieldOfHeading(text) !== null);
  const filled = texts.filter((text) => text !== '');
  const merged = upper.some((cell, index) => lineText(cell) === '' && (texts[index] ?? '') !== '');
  return merged && recognised.length >= 2 && recognised.length * 2 >= filled.length;
}

/** 1, 2, 3 … under the headings, whatever format the cells inherited. */
function isNumbersRow(row: readonly Cell[]): boolean {
  const numbers = row
    .filter((cell) => lineText(cell) !== '')
    .map((cell) => (isDateCell(cell) ? cell.serial : Number(cell)));
  return (
    numbers.length >= 3 &&
    numbers.every((number, at) => Number.isInteger(number) && number === (numbers[0] ?? 0) + at)
  );
}

/** The headings printed again at the top of a page. */
function isHeaderAgain(
  filled: readonly { index: number; text: string }[],
  columns: readonly RegisterColumn[],
): boolean {
  const same = filled.filter(({ index, text }) => {
    const heading = columns[index]?.heading ?? '';
    return heading !== '' && heading.length === text.length && heading.toLowerCase() === text.toLowerCase();
  });
  return same.length >= 2 && same.length * 2 > filled.length;
}

/** Two to five words of letters that begin with a capital: "Тулегенов Данияр". */
function looksLikeName(text: string): boolean {
  const words = text.replace(/^\d+[.)]?\s*/, '').split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => /^\p{Lu}[\p{L}.'’-]*$/u.test(word)) &&
    !/групп/i.test(text)
  );
}

/** A corrected column takes its field from the column that was recognised for it. */
function withoutTwice(columns: readonly RegisterColumn[], mapping: ColumnMapping): RegisterColumn[] {
  const given = new Set(
    columns.filter(({ index }) => mapping[index] !== undefined).map(({ field }) => field),
  );
  return columns.map((column) =>
    mapping[column.index] === undefined && given.has(column.field) ? { ...column, field: null } : column,
  );
}
