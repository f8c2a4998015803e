/**
 * Days as registers write them: a serial number of a spreadsheet, "22.03.2025", "12 мая
 * 2019 г.", "2019 жылғы 12 мамыр", "2019 г.р.", "2019 ж.т.". Day before month, as in the
 * country. Two readings that contradict each other are no reading: nothing is guessed.
 */
import { addDays, type Day, isDay } from '../day.ts';
import { foldLetters } from '../search/foldName.ts';
import type { Cell } from './types.ts';

export type DateReading =
  | { readonly kind: 'missing' }
  | { readonly kind: 'day'; readonly day: Day; readonly twoDigitYear: boolean }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'unreadable' };

/** Stems over folded letters, three languages a month. */
const months: readonly RegExp[] = [
  /^(янв|кант|jan)/,
  /^(фев|акпан|feb)/,
  /^(мар(т|$)|наур|mar)/,
  /^(апр|сауир|apr)/,
  /^(ма[йя]|мамыр|may)/,
  /^(июн|маус|jun)/,
  /^(июл|шилд|jul)/,
  /^(авг|тамыз|aug)/,
  /^(сен|кырк|sep)/,
  /^(окт|казан|oct)/,
  /^(ноя|караш|nov)/,
  /^(дек|желт|dec)/,
];

/** The day of a spreadsheet's serial number, or null outside 1900–2199. */
export function serialToDay(serial: number, date1904: boolean): Day | null {
  const whole = Math.floor(serial);
  if (!Number.isFinite(whole) || whole < 1 || whole > 109_000) return null;
  if (date1904) return addDays('1904-01-01', whole);
  // the 1900 system counts a 29 February 1900 that never was
  return addDays(whole < 61 ? '1899-12-31' : '1899-12-30', whole);
}

/** Reads a cell of a date column. `today` decides the century of a year in two digits. */
export function readDate(cell: Cell, text: string, today: Day, date1904: boolean): DateReading {
  if (typeof cell === 'object' && cell !== null) return ofSerial(cell.serial, date1904);
  if (typeof cell === 'number') return isYear(cell) ? { kind: 'year', year: cell } : ofSerial(cell, date1904);
  if (/^\d{5}$/.test(text)) return ofSerial(Number(text), date1904);
  const days = findDays(text, today);
  const first = days[0];
  if (first !== undefined) {
    return days.every(({ day }) => day === first.day) ? { kind: 'day', ...first } : { kind: 'unreadable' };
  }
  return yearIn(text);
}

/** Every day that a text names, in its order. */
export function findDays(text: string, today: Day): { readonly day: Day; readonly twoDigitYear: boolean }[] {
  const folded = foldLetters(text);
  const found: { at: number; day: Day; twoDigitYear: boolean }[] = [];
  const add = (at: number, year: string, month: number, date: string) => {
    const day = `${fullYear(year, today)}-${pad(month)}-${pad(Number(date))}`;
    if (isDay(day)) found.push({ at, day, twoDigitYear: year.length === 2 });
  };
  for (const match of folded.matchAll(
    /(?<![\d.])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20|21)\d\d|\d\d)(?!\d)/g,
  )) {
    add(match.index, match[3] ?? '', Number(match[2]), match[1] ?? '');
  }
  for (const match of folded.matchAll(/(?<!\d)((?:19|20|21)\d\d)[./-](\d{1,2})[./-](\d{1,2})(?!\d)/g)) {
    add(match.index, match[1] ?? '', Number(match[2]), match[3] ?? '');
  }
  for (const match of folded.matchAll(
    /(?<!\d)(\d{1,2})[»" ]*\s?([а-яa-z]{3,})\.?,?\s?((?:19|20|21)\d\d)(?!\d)/g,
  )) {
    add(match.index, match[3] ?? '', monthOf(match[2]), match[1] ?? '');
  }
  for (const match of folded.matchAll(
    /(?<!\d)((?:19|20|21)\d\d)\s?(?:ж[а-я]*\.?)?\s?[«"]?(\d{1,2})[»"]?\s?([а-яa-z]{3,})/g,
  )) {
    add(match.index, match[1] ?? '', monthOf(match[3]), match[2] ?? '');
  }
  for (const match of folded.matchAll(
    /([a-z]{3,})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20|21)\d\d)(?!\d)/g,
  )) {
    add(match.index, match[3] ?? '', monthOf(match[1]), match[2] ?? '');
  }
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ day, twoDigitYear }) => ({ day, twoDigitYear }));
}

function ofSerial(serial: number, date1904: boolean): DateReading {
  const day = serialToDay(serial, date1904);
  return day === null ? { kind: 'unreadable' } : { kind: 'day', day, twoDigitYear: false };
}

/** A year alone, or with a month: "2019 г.р.", "05.2019", "май 2019 г.", "2019 жылы". */
function yearIn(text: string): DateReading {
  const folded = foldLetters(text);
  const years = [...folded.matchAll(/(?<!\d)(?:19|20|21)\d\d(?!\d)/g)].map(([year]) => Number(year));
  const [year] = years;
  const other = folded.replace(/(?<!\d)(?:19|20|21)\d\d(?!\d)/g, '').match(/\d+/g) ?? [];
  const monthOnly = other.length === 1 && Number(other[0]) >= 1 && Number(other[0]) <= 12;
  const onlyYear = years.length === 1 && (other.length === 0 || monthOnly);
  return year !== undefined && onlyYear ? { kind: 'year', year } : { kind: 'unreadable' };
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2199;
}

function monthOf(word: string | undefined): number {
  return months.findIndex((stem) => stem.test(word ?? '')) + 1;
}

function fullYear(year: string, today: Day): string {
  if (year.length === 4) return year;
  return Number(year) <= Number(today.slice(2, 4)) ? `20${year}` : `19${year}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
