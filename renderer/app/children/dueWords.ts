/** The next thing due, in words and with the tone that repeats how pressing it is. */
import type { ChildRow } from '#shared/contract/views.ts';
import { daysBetween } from '#shared/domain/day.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';
import type { Tone } from '../../ui/parts/Chip.tsx';

/** Within so many days it is "soon". */
const soonDays = 3;

export interface DueWords {
  /** "просрочено на 2 дня", "сегодня", "19 янв" */
  readonly when: string;
  readonly what: string;
  /** Null: far enough away to be plain text. */
  readonly tone: Tone | null;
}

export function dueWords(next: NonNullable<ChildRow['next']>, days: Days, t: Translator): DueWords {
  const what = t(`domain.tasks.${next.kind}`);
  const ahead = daysBetween(days.today, next.dueOn);
  if (ahead < 0) {
    return {
      when: t('common.overdueBy', { days: t('common.days', { count: -ahead }) }),
      what,
      tone: 'danger',
    };
  }
  if (ahead <= soonDays) return { when: days.relative(next.dueOn), what, tone: 'soon' };
  return { when: days.near(next.dueOn), what, tone: null };
}
