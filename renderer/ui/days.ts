/** Days, money and ages in the window's language, told from the app's today. */
import { useMemo } from 'react';
import { type Day, daysBetween } from '#shared/domain/day.ts';
import {
  ageInWords,
  formatBytes,
  formatDay,
  formatDayNear,
  formatInstant,
  formatNumber,
  formatTenge,
} from '#shared/i18n/format.ts';
import type { Language, Translator } from '#shared/i18n/index.ts';
import { useToday } from './me.ts';
import { useLanguage, useText } from './texts.tsx';

export interface Days {
  readonly today: Day;
  /** "12 янв"; with the year when it is far from today. */
  near(day: Day): string;
  /** "12 янв. 2026 г." */
  full(day: Day): string;
  /** "12 января 2026 г." */
  long(day: Day): string;
  /** "сегодня", "завтра", "через 3 дня", "5 дней назад" */
  relative(day: Day): string;
  /** "341 день" */
  count(days: number): string;
  age(child: { readonly birthDate: Day | null; readonly birthYear: number | null }): string;
  tenge(amount: number): string;
  number(value: number): string;
  /** "340 КБ", "2,4 МБ" */
  bytes(count: number): string;
  instant(iso: string): string;
}

export function useDays(): Days {
  const today = useToday();
  const t = useText();
  const { language } = useLanguage();
  return useMemo(() => daysIn(language, today, t), [language, today, t]);
}

export function daysIn(language: Language, today: Day, t: Translator): Days {
  const count = (days: number): string => t('common.days', { count: days });
  return {
    today,
    near: (day) => formatDayNear(day, today, language),
    full: (day) => formatDay(day, language, 'medium'),
    long: (day) => formatDay(day, language, 'long'),
    relative: (day) => relativeDay(daysBetween(today, day), t),
    count,
    age: (child) => ageInWords(child, today, t),
    tenge: (amount) => formatTenge(amount, language),
    number: (value) => formatNumber(value, language),
    bytes: (count) => formatBytes(count, language),
    instant: (iso) => formatInstant(iso, language),
  };
}

function relativeDay(ahead: number, t: Translator): string {
  if (ahead === 0) return t('common.today');
  if (ahead === 1) return t('common.tomorrow');
  if (ahead === -1) return t('common.yesterday');
  const days = t('common.days', { count: Math.abs(ahead) });
  return ahead > 0 ? t('common.inDays', { days }) : t('common.daysAgo', { days });
}
