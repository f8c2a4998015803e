/** What the sync page and `uige sync` say: what is sent, what waits, what failed, by name. */
import { countWaiting } from '#db/attachments/attachments.ts';
import { stepsWithVerdict, waitingSteps } from '#db/queries/problems.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import type { SyncView } from '#shared/contract/views.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { SyncItems } from './items.ts';

/** How many items of a sort are named; the count is always whole. */
const itemsNamed = 1000;

export type SyncProgress = Pick<SyncView, 'state' | 'lastError' | 'progress'>;

export function syncView(open: OpenProfile, now: SyncProgress): SyncView {
  const { database } = open;
  const { serverUrl, lastContactAt, standalone } = open.profile;
  const itemLists = open.reading()?.state === 'ended' ? nothingNamed : listsOf(open);
  return {
    ...now,
    ...itemLists,
    server: serverUrl,
    lastContactAt,
    pendingCount: countUnsent(database),
    documents: standalone ? { toSend: 0, toFetch: 0 } : countWaiting(database),
    feeds: feedCursors(database).map(({ feedId, kind, pos, checksum }) => ({ feedId, kind, pos, checksum })),
  };
}

/** Names of children are in them: they are read no longer than the cases. */
function listsOf(open: OpenProfile): ItemLists {
  const { database } = open;
  const { standalone } = open.profile;
  const items = new SyncItems(open);
  return {
    // a standalone profile waits for nobody: there is no server its steps could be sent to
    pending: standalone ? [] : items.named(waitingSteps(database, itemsNamed)),
    refused: items.named(stepsWithVerdict(database, 'refused', itemsNamed)),
    quarantined: items.named(stepsWithVerdict(database, 'quarantined', itemsNamed)),
    review: items.named(stepsWithVerdict(database, 'needs_review', itemsNamed)),
    leftBehind: items.leftBehind(),
    conflicts: items.conflicts(),
  };
}

type ItemLists = Pick<
  SyncView,
  'pending' | 'refused' | 'quarantined' | 'review' | 'leftBehind' | 'conflicts'
>;

const nothingNamed: ItemLists = {
  pending: [],
  refused: [],
  quarantined: [],
  review: [],
  leftBehind: [],
  conflicts: [],
};
