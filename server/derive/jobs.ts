/** The queue of cases to be summarised: one row for each move of a case, taken by any server process. */
import { sql } from 'kysely';
import type { LockedFeed } from '../feeds/lock.ts';
import type { Tx } from '../postgres/connect.ts';

/** Cases that moved are summarised anew by whichever process takes the job (derive/). */
export async function askForSummaries(tx: Tx, feeds: readonly LockedFeed[]): Promise<void> {
  const cases = feeds.filter((feed) => feed.kind === 'case');
  if (cases.length === 0) return;
  await sql`
    insert into summary_job (feed_id, wanted_pos)
    select * from unnest(${cases.map((feed) => feed.feedId)}::uuid[], ${cases.map((feed) => feed.head)}::bigint[])
    on conflict do nothing`.execute(tx);
}
