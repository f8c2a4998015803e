/**
 * Feeds under lock. Whoever numbers steps locks the head rows of all its feeds first, in the
 * order of their ids, and keeps them until commit: so positions have no gaps, become visible in
 * order, and two transactions never wait for each other in a circle.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { FeedKind } from '#shared/domain/step.ts';
import { emptyChecksum } from '#shared/sync/checksum.ts';
import type { Tx } from '../postgres/connect.ts';

/** A feed's head as this transaction moves it; written by `saveFeeds`. */
export interface LockedFeed {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly institutionId: string | null;
  head: number;
  checksum: Uint8Array;
  readonly writerId: string;
  writerSeq: number;
}

export async function lockFeeds(tx: Tx, feedIds: readonly string[]): Promise<Map<string, LockedFeed>> {
  if (feedIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('feed')
    .select(['feed_id', 'kind', 'institution_id', 'head', 'checksum', 'writer_id', 'writer_seq'])
    .where('feed_id', 'in', [...new Set(feedIds)])
    .orderBy('feed_id')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => [
      row.feed_id,
      {
        feedId: row.feed_id,
        kind: row.kind,
        institutionId: row.institution_id,
        head: row.head,
        checksum: row.checksum,
        writerId: row.writer_id,
        writerSeq: row.writer_seq,
      },
    ]),
  );
}

/** A feed that does not exist yet; visible to nobody before commit. */
export async function makeFeed(
  tx: Tx,
  feedId: string,
  kind: FeedKind,
  institutionId: string | null,
): Promise<LockedFeed> {
  const feed = {
    feedId,
    kind,
    institutionId,
    head: 0,
    checksum: emptyChecksum,
    writerId: randomUUID(),
    writerSeq: 0,
  };
  await tx
    .insertInto('feed')
    .values({
      feed_id: feedId,
      kind,
      institution_id: institutionId,
      checksum: feed.checksum,
      writer_id: feed.writerId,
    })
    .execute();
  return feed;
}

export async function saveFeeds(tx: Tx, feeds: readonly LockedFeed[]): Promise<void> {
  if (feeds.length === 0) return;
  await sql`
    update feed
    set head = moved.head, checksum = moved.checksum, writer_seq = moved.writer_seq, moved_at = clock_timestamp()
    from unnest(
      ${feeds.map((feed) => feed.feedId)}::uuid[],
      ${feeds.map((feed) => feed.head)}::bigint[],
      ${feeds.map((feed) => feed.checksum)}::bytea[],
      ${feeds.map((feed) => feed.writerSeq)}::bigint[]
    ) as moved (feed_id, head, checksum, writer_seq)
    where feed.feed_id = moved.feed_id`.execute(tx);
}
