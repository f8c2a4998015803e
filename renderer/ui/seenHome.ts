/** When children who have returned were last seen at home: being returned is not yet being well. */
import { type Day, daysBetween } from '#shared/domain/day.ts';
import { seenWithinDays } from '#shared/domain/visits/seen.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from './days.ts';

export interface ReturnedChild {
  readonly seenHomeOn: Day | null;
}

/** Of several children the one who was not seen for the longest; `long`: not yet, or too long ago to rely on. */
export function seenHomeWords(
  children: readonly ReturnedChild[],
  days: Pick<Days, 'today' | 'relative'>,
  t: Translator,
): { readonly words: string; readonly long: boolean } {
  const seen = children.flatMap(({ seenHomeOn }) => seenHomeOn ?? []).sort();
  const [first] = seen;
  if (first === undefined) return { words: t('common.notSeenHome'), long: true };
  if (seen.length < children.length) return { words: t('common.notAllSeenHome'), long: true };
  const long = daysBetween(first, days.today) > seenWithinDays;
  return { words: t('common.seenHome', { when: days.relative(first) }), long };
}
