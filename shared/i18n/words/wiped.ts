/** What a revoked device did, and what it could not: the same words in the window and at the command line. */
import type { WipedView } from '../../contract/views.ts';
import { formatDay } from '../format.ts';
import type { Language, Translator } from '../index.ts';

export function wipedTitle({ as }: WipedView, t: Translator): string {
  return as === 'lost' ? t('start.wiped.titleLost') : t('start.wiped.titleWithdrawn');
}

/** One sentence or two each: what happened, what was handed in and what is gone, what is out of reach. */
export function wipedWords(wiped: WipedView, t: Translator, language: Language): string[] {
  const { as, on, handedIn, leftSteps, leftDocuments, done, told } = wiped;
  const counted = (key: 'handedIn' | 'leftSteps' | 'leftDocuments', count: number): string[] =>
    count === 0 ? [] : [t(`start.wiped.${key}`, { count })];
  return [
    t(`start.wiped.${as}`, { day: formatDay(on, language) }),
    ...counted('handedIn', handedIn),
    ...counted('leftSteps', leftSteps),
    ...counted('leftDocuments', leftDocuments),
    ...(leftSteps + leftDocuments === 0 ? [t('start.wiped.nothingLeft')] : []),
    ...(done ? [] : [t('start.wiped.notDone')]),
    told ? t('start.wiped.told') : t('start.wiped.notTold'),
    t('start.wiped.outside'),
  ];
}
