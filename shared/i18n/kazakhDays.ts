/**
 * Days and numbers as Kazakh writes them, by hand: the browser engine of the window carries no Kazakh
 * dates (it says "M01"), while Node does. Written here, the window, the host and the command line agree.
 * Forms after CLDR's Kazakh; numbers are grouped as in Russian, with no-break spaces.
 */
import type { Day } from '../domain/day.ts';
import type { DayStyle } from './format.ts';

const months = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
] as const;

const shortMonthLength = 3;

export function kazakhDay(day: Day, style: DayStyle): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = months[Number(month) - 1] ?? '';
  const short = name.slice(0, shortMonthLength);
  switch (style) {
    case 'numeric':
      return `${date}.${month}.${year}`;
    case 'short':
      return `${Number(date)} ${short}`;
    case 'dayMonth':
      return `${Number(date)} ${name}`;
    case 'medium':
      return `${year} ж. ${Number(date)} ${short}.`;
    case 'long':
      return `${year} ж. ${Number(date)} ${name}`;
    case 'month':
      return `${year} ж. ${name}`;
  }
}
