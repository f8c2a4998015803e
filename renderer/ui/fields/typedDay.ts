/** Reads a day as people type it: day first, with dots, slashes, spaces or nothing between; or ISO. */
import { type Day, isDay } from '#shared/domain/day.ts';

/** Two-digit years from here on belong to the last century. */
const lastCenturyFrom = 50;

/** Null for what is no day of the calendar; nothing is guessed. */
export function readTypedDay(text: string): Day | null {
  const typed = text.trim();
  if (isDay(typed)) return typed;
  const parts =
    /^(\d{1,2})[.\-/\s](\d{1,2})[.\-/\s](\d{4}|\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  const fullYear = year.length === 4 ? year : `${Number(year) >= lastCenturyFrom ? '19' : '20'}${year}`;
  const iso = `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}
