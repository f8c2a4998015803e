/** When a task is due, in words and in a tone: overdue is the only red. Pure. */
import type { TaskItem } from '#shared/contract/views.ts';
import { daysBetween } from '#shared/domain/day.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';
import type { Tone } from '../../ui/parts/Chip.tsx';

export function dueWords(
  task: Pick<TaskItem, 'dueOn' | 'state' | 'overdueDays'>,
  days: Pick<Days, 'today' | 'near'>,
  t: Translator,
): { readonly words: string; readonly tone: Tone } {
  if (task.state === 'missed') {
    return { words: t('today.due.missed', { day: days.near(task.dueOn) }), tone: 'danger' };
  }
  const ahead = daysBetween(days.today, task.dueOn);
  if (task.state === 'late') {
    return { words: t('today.due.late', { count: task.overdueDays }), tone: 'danger' };
  }
  // due since some days, and still on time by the rule of the schedule: not called overdue
  if (ahead < 0) return { words: t('today.due.since', { day: days.near(task.dueOn) }), tone: 'soon' };
  if (ahead === 0) return { words: t('today.due.today'), tone: 'soon' };
  if (ahead === 1) return { words: t('today.due.tomorrow'), tone: 'soon' };
  return { words: t('today.due.on', { day: days.near(task.dueOn) }), tone: 'plain' };
}
