/**
 * Days, numbers, money and ages as people write them in each language. Days are plain calendar days and
 * are formatted without any time zone; the machine's own locale and zone never matter.
 */
import { dayOfInstant } from '../country/kz/zone.ts';
import { ageOn, type Day, daysBetween, monthsOn, yearOf } from '../domain/day.ts';
import type { Language, Translator } from './index.ts';
import { kazakhDay } from './kazakhDays.ts';

export const locales: Readonly<Record<Language, string>> = { ru: 'ru-KZ', kk: 'kk-KZ', en: 'en-GB' };

/** Numbers in Kazakh are written as in Russian; the window's engine has no Kazakh ones of its own. */
const numberLocales: Readonly<Record<Language, string>> = { ...locales, kk: 'ru-KZ' };

/** `short` "12 янв", `dayMonth` "12 января", `long` "12 января 2026 г.", `numeric` "12.01.2026", `month` "январь 2026 г.". */
export type DayStyle = 'short' | 'dayMonth' | 'medium' | 'long' | 'numeric' | 'month';

const dayOptions: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  dayMonth: { day: 'numeric', month: 'long' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

const dayFormats = new Map<string, Intl.DateTimeFormat>();

export function formatDay(day: Day, language: Language, style: DayStyle = 'medium'): string {
  if (language === 'kk') return kazakhDay(day, style);
  const key = `${language} ${style}`;
  let format = dayFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locales[language], { ...dayOptions[style], timeZone: 'UTC' });
    dayFormats.set(key, format);
  }
  const text = format.format(Date.parse(`${day}T00:00:00Z`));
  return style === 'short' ? text.replace(/\.$/, '') : text;
}

/** A day near today without its year, any other with it. */
export function formatDayNear(day: Day, today: Day, language: Language): string {
  const near = Math.abs(daysBetween(today, day)) < 300;
  if (near) return formatDay(day, language, 'short');
  // "14 янв. 2027": where space is short, the Russian "г." says nothing
  return formatDay(day, language, 'medium').replace(/\s?г\.$/, '');
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(numberLocales[language]).format(value);
}

/** Size of a file: whole kilobytes, at least one, and from a megabyte on with a digit behind the point. */
export function formatBytes(bytes: number, language: Language): string {
  const large = bytes >= 1024 * 1024;
  const value = large ? bytes / (1024 * 1024) : Math.max(1, Math.round(bytes / 1024));
  const unit = large ? 'megabyte' : 'kilobyte';
  return new Intl.NumberFormat(numberLocales[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: large ? 1 : 0,
  }).format(value);
}

/** Whole tenge with the sign ₸. */
export function formatTenge(tenge: number, language: Language): string {
  return new Intl.NumberFormat(numberLocales[language], {
    style: 'currency',
    currency: 'KZT',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(tenge);
}

export function formatPercent(share: number, language: Language): string {
  return new Intl.NumberFormat(numberLocales[language], {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share);
}

/** Instant → day and time in Kazakhstan's zone (UTC+5, one zone since 2024); `medium` is with its year. */
export function formatInstant(
  instant: string,
  language: Language,
  style: 'short' | 'medium' = 'short',
): string {
  const time = Date.parse(instant);
  const clock = { hour: '2-digit', minute: '2-digit', timeZone: '+05:00' } as const;
  if (language === 'kk') {
    const hours = new Intl.DateTimeFormat(numberLocales.kk, clock).format(time);
    return `${kazakhDay(dayOfInstant(time), style)}, ${hours}`;
  }
  return new Intl.DateTimeFormat(locales[language], { ...dayOptions[style], ...clock }).format(time);
}

/** Instant → time of day with seconds in the same zone, "08:26:38": for waits that are soon over. */
export function formatClock(instant: string): string {
  const style = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: '+05:00' } as const;
  return new Intl.DateTimeFormat(locales.ru, style).format(Date.parse(instant));
}

/** Age in words: months below one year, years and months below seven, then years. Empty for an unknown age. */
export function ageInWords(
  child: { readonly birthDate: Day | null; readonly birthYear: number | null },
  today: Day,
  t: Translator,
): string {
  if (child.birthDate === null) {
    if (child.birthYear === null) return '';
    return t('common.aboutYears', { years: t('common.years', { count: yearOf(today) - child.birthYear }) });
  }
  const years = ageOn(child.birthDate, today);
  const months = monthsOn(child.birthDate, today);
  if (years < 1) return t('common.months', { count: Math.max(0, months) });
  const rest = months - years * 12;
  if (years >= 7 || rest === 0) return t('common.years', { count: years });
  return `${t('common.years', { count: years })} ${t('common.monthsShort', { count: rest })}`;
}
