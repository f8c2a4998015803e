/** Instants as the console tells them: near ones by the time that has passed, others by day and time. */
import { useMemo } from 'react';
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { daysBetween, isDay } from '#shared/domain/day.ts';
import { formatDayNear, formatInstant } from '#shared/i18n/format.ts';
import type { Language, Translator } from '#shared/i18n/index.ts';
import { useLanguage, useText } from '../ui/texts.tsx';

export interface When {
  /** "5 янв, 14:05"; a year ago or more with the year, without the time. */
  at(iso: string): string;
  /** "только что", "сегодня", "3 дня назад" */
  ago(iso: string | null): string;
  /** "5 янв", of an instant or a day */
  day(iso: string): string;
  /** "Действует ещё 6 дней"; null when it is over. */
  left(iso: string): string | null;
}

export function useWhen(): When {
  const t = useText();
  const { language } = useLanguage();
  return useMemo(() => whenIn(language, t, () => Date.now()), [language, t]);
}

export function whenIn(language: Language, t: Translator, now: () => number): When {
  const today = () => dayOfInstant(now());
  const at = (iso: string): string => {
    const day = dayOfInstant(iso);
    return Math.abs(daysBetween(day, today())) < 300
      ? formatInstant(iso, language)
      : formatDayNear(day, today(), language);
  };
  return {
    at,
    ago: (iso) => {
      if (iso === null) return t('console.when.never');
      const minutes = (now() - Date.parse(iso)) / 60_000;
      if (minutes < 2) return t('console.when.now');
      const days = daysBetween(dayOfInstant(iso), today());
      if (days === 0) return at(iso);
      if (days === 1) return t('common.yesterday');
      return days < 60 ? t('common.daysAgo', { days: t('common.days', { count: days }) }) : at(iso);
    },
    day: (iso) => formatDayNear(isDay(iso) ? iso : dayOfInstant(iso), today(), language),
    left: (iso) => {
      const minutes = Math.floor((Date.parse(iso) - now()) / 60_000);
      if (minutes < 0) return null;
      const days = Math.floor(minutes / 1440);
      const hours = Math.floor((minutes % 1440) / 60);
      const time =
        days > 0
          ? t('console.leftDays', { days: t('common.days', { count: days }), hours })
          : t('console.leftHours', { hours, minutes: minutes % 60 });
      return t('console.left', { time });
    },
  };
}
