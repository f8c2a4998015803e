/** The next thing due, in words and with the tone that repeats how pressing it is. */
import type { ChildRow } from '#shared/contract/views.ts';
import { daysBetween } from '#shared/domain/day.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';
import type { Tone } from '../../ui/parts/Chip.tsx';

/** Within so many days it is "soon". */
const soonDays = 3;

export interface DueWords {
  readonly text: string;
  /** Null: far enough away to be plain text. */
  readonly tone: Tone | null;
}

export function dueWords(next: NonNullable<ChildRow['next']>, days: Days, t: Translator): DueWords {
  const what = t(`domain.tasks.${next.kind}`);
  const ahead = daysBetween(days.today, next.dueOn);
  if (ahead < 0) {
    const when = t('common.overdueBy', { days: t('common.days', { count: -ahead }) });
    return { text: t('children.due', { when, what }), tone: 'danger' };
  }
  if (ahead <= soonDays)
    return { text: t('children.due', { when: days.relative(next.dueOn), what }), tone: 'soon' };
  return { text: t('children.due', { when: days.near(next.dueOn), what }), tone: null };
}
