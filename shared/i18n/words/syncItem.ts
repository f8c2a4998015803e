/**
 * What became of a step on its way, in words: its kind, what the server said, and what to do next. One place
 * for the window, the exported list and the command line. What this build does not know is shown as it came.
 */
import { isStepKind } from '../../domain/steps/index.ts';
import { type VerdictReason, verdictReasons } from '../../sync/messages.ts';
import type { Translator } from '../index.ts';

/** Why a step needs a look, where it was not the server that said so. */
const ownReasons = ['move_does_not_fit', 'server_review'] as const;

/** The lists in which a step can stand. */
export const syncLists = ['conflicts', 'refused', 'quarantined', 'leftBehind', 'review', 'pending'] as const;
export type SyncList = (typeof syncLists)[number];

export function kindWords(kind: string, t: Translator): string {
  return isStepKind(kind) ? t(`domain.kinds.${kind}`) : t('domain.unknownKind');
}

export function reasonWords(reason: string, t: Translator): string {
  const known = [...verdictReasons, ...ownReasons].find((one) => one === reason);
  return known === undefined ? reason : t(`sync.reasons.${known}`);
}

/** The next action for one step: by the server's reason where there is one, else by its list. */
export function adviceWords(list: SyncList, reason: string, t: Translator): string {
  if (list === 'leftBehind' || list === 'pending' || list === 'conflicts') return t(`sync.lists.${list}What`);
  const known = verdictReasons.find((one): one is VerdictReason => one === reason);
  return known === undefined ? t(`sync.lists.${list}What`) : t(`sync.advice.${known}`);
}
