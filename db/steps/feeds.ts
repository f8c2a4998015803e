/** The feeds this device holds: one row each, with the cursor up to which it has applied what the server numbered. */
import { v7 } from 'uuid';
import type { FeedKind } from '#shared/domain/step.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { emptyChecksum } from '#shared/sync/checksum.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import type { Schema } from '../schema.ts';

export type FeedRow = Schema['feed'];

export interface FeedCursor {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly institutionId: string | null;
  /** Null while the server has not been asked. */
  readonly epoch: string | null;
  /** Last position applied; every lower one is held. */
  readonly pos: number;
  /** Running checksum at `pos`, hex. Equal at equal (epoch, pos) on all devices that converged. */
  readonly checksum: string;
}

const byId = prepare<{ feedId: string }>()((param) =>
  query.selectFrom('feed').selectAll().where('feed_id', '=', param('feedId')),
);
const byInstitution = prepare<{ kind: FeedKind; institutionId: string }>()((param) =>
  query
    .selectFrom('feed')
    .selectAll()
    .where('institution_id', '=', param('institutionId'))
    .where('kind', '=', param('kind'))
    .orderBy('feed_id'),
);
const positions = prepare()(() => query.selectFrom('feed').select(['feed_id', 'cursor_pos']));
const all = prepare()(() => query.selectFrom('feed').selectAll().orderBy('feed_id'));

export function findFeed(reader: Reader, feedId: string): FeedRow | null {
  return reader.get(byId, { feedId }) ?? null;
}

/** The institution's feed of a kind (institution, plan, roster); null where this device has none. */
export function feedOfInstitution(reader: Reader, kind: FeedKind, institutionId: string): string | null {
  return reader.get(byInstitution, { kind, institutionId })?.feed_id ?? null;
}

/** Makes the feed known. Without an id, the one of this kind and institution is found or made. */
export function ensureFeed(
  writer: Writer,
  feed: { readonly feedId?: string; readonly kind: FeedKind; readonly institutionId: string | null },
): string {
  const known =
    feed.feedId === undefined
      ? feed.institutionId === null
        ? null
        : feedOfInstitution(writer, feed.kind, feed.institutionId)
      : (findFeed(writer, feed.feedId)?.feed_id ?? null);
  if (known !== null) return known;
  const feedId = feed.feedId ?? v7();
  writer.insert('feed', {
    feed_id: feedId,
    kind: feed.kind,
    institution_id: feed.institutionId,
    epoch: null,
    cursor_pos: 0,
    checksum: emptyChecksum,
  });
  return feedId;
}

/** The cursor of every feed, and nothing else of it: asked after every page. */
export function feedPositions(reader: Reader): Map<string, number> {
  return new Map(reader.all(positions, {}).map((feed) => [feed.feed_id, feed.cursor_pos]));
}

export function feedCursors(reader: Reader): FeedCursor[] {
  return reader.all(all, {}).map(cursorOf);
}

/** Where one feed stands; null where this device does not hold it. */
export function checksumOf(reader: Reader, feedId: string): FeedCursor | null {
  const feed = findFeed(reader, feedId);
  return feed === null ? null : cursorOf(feed);
}

function cursorOf(feed: FeedRow): FeedCursor {
  return {
    feedId: feed.feed_id,
    kind: feed.kind,
    institutionId: feed.institution_id,
    epoch: feed.epoch,
    pos: feed.cursor_pos,
    checksum: toHex(feed.checksum),
  };
}
