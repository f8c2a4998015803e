/**
 * What the sync page says about the state: "confirmed" only when the server took everything. Waiting,
 * refused and set-aside steps each take that word away. Pure.
 */
import type { SyncView } from '#shared/contract/views.ts';
import type { TextKey } from '#shared/i18n/index.ts';
import type { Tone } from '../../ui/parts/Chip.tsx';

export interface StateWords {
  readonly title: TextKey;
  readonly text: TextKey;
  readonly tone: Tone;
}

type StateFacts = Pick<
  SyncView,
  'state' | 'lastContactAt' | 'lastError' | 'pendingCount' | 'refused' | 'quarantined'
>;

const words: Readonly<Record<Exclude<SyncView['state'], 'idle'>, StateWords>> = {
  off: { title: 'sync.state.off', text: 'sync.stateText.off', tone: 'plain' },
  syncing: { title: 'sync.state.syncing', text: 'sync.stateText.syncing', tone: 'work' },
  waiting: { title: 'sync.state.waiting', text: 'sync.stateText.waiting', tone: 'soon' },
  offline: { title: 'sync.state.offline', text: 'sync.stateText.offline', tone: 'soon' },
  failed: { title: 'sync.state.failed', text: 'sync.stateText.failed', tone: 'danger' },
};

/** Nothing has gone wrong that trying again would mend, and what is recorded here does arrive. */
const tooOld: StateWords = { title: 'sync.state.tooOld', text: 'failures.app_too_old', tone: 'soon' };

/** What the usual words promise where nothing can be worked on: reading has ended until the next contact. */
const untilContact: readonly TextKey[] = [
  'sync.stateText.syncing',
  'sync.stateText.waiting',
  'sync.stateText.offline',
];

/** @param closed whether reading has ended (shared/domain/reading.ts) */
export function stateWords(view: StateFacts, closed = false): StateWords {
  const usual = usualWords(view);
  return closed && untilContact.includes(usual.text) ? { ...usual, text: 'sync.stateText.closed' } : usual;
}

function usualWords(view: StateFacts): StateWords {
  if (view.state === 'failed' && view.lastError === 'app_too_old') return tooOld;
  if (view.state !== 'idle') return words[view.state];
  if (view.lastContactAt === null) {
    return { title: 'sync.state.idlePending', text: 'sync.stateText.idleNever', tone: 'soon' };
  }
  if (view.pendingCount > 0) {
    return { title: 'sync.state.idlePending', text: 'sync.stateText.waiting', tone: 'soon' };
  }
  if (view.refused.length > 0 || view.quarantined.length > 0) {
    return { title: 'sync.state.notAll', text: 'sync.stateText.idleToSettle', tone: 'danger' };
  }
  return { title: 'sync.state.idle', text: 'sync.stateText.idle', tone: 'well' };
}

/**
 * Where a failure is told, so that it is told once: by the headline, by the answer to the button, or among the facts.
 * @param answered the code of what the button was answered with; null where that was no failure or nothing yet
 */
export function failurePlaces(
  view: Pick<SyncView, 'state' | 'lastError'>,
  answered: string | null,
): { readonly answer: boolean; readonly fact: boolean } {
  const headline = view.lastError === 'app_too_old' && view.state === 'failed';
  // that the server does not answer is the headline already
  const fact = view.lastError !== null && view.state !== 'offline' && !headline;
  return { answer: !(headline && answered === view.lastError), fact: fact && answered !== view.lastError };
}
