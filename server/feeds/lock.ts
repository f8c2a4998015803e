/**
 * Feeds under lock. Whoever numbers steps locks the head rows of all its feeds first, in the
 * order of their ids, and keeps them until commit: so positions have no gaps, become visible in
 * order, and two transactions never wait for each other in a circle.
 */
import { randomUUID } from 'node:crypto';
import type { FeedKind } from '#shared/domain/step.ts';
import { emptyChecksum } from '#shared/sync/checksum.ts';
import { columnsOf } from '../store/shapes.ts';
import { oneOf, type Tx } from '../store/store.ts';

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
  const rows = await tx.select('feed', {
    columns: columnsOf('feed'),
    where: { feed_id: oneOf(feedIds) },
    order: ['feed_id'],
    lock: 'wait',
  });
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
  caseCode: string | null = null,
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
  await tx.insert('feed', [
    {
      feed_id: feedId,
      kind,
      institution_id: institutionId,
      head: feed.head,
      checksum: feed.checksum,
      writer_id: feed.writerId,
      writer_seq: feed.writerSeq,
      case_code: caseCode,
    },
  ]);
  return feed;
}

export async function saveFeeds(tx: Tx, feeds: readonly LockedFeed[]): Promise<void> {
  await tx.update(
    'feed',
    feeds.map((feed) => ({
      feed_id: feed.feedId,
      head: feed.head,
      checksum: feed.checksum,
      writer_seq: feed.writerSeq,
    })),
  );
}
