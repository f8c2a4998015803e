/** The queue of cases to be summarised: one row for each move of a case, taken by any server process. */
import type { LockedFeed } from '../feeds/lock.ts';
import type { Tx } from '../store/store.ts';

/** Cases that moved are summarised anew by whichever process takes the job (derive/). */
export async function askForSummaries(tx: Tx, feeds: readonly LockedFeed[]): Promise<void> {
  const cases = feeds.filter((feed) => feed.kind === 'case');
  const rows = cases.map((feed) => ({ feed_id: feed.feedId, wanted_pos: feed.head }));
  await tx.insert('summary_job', rows, 'keep');
}
