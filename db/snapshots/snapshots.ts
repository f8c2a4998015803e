/**
 * Snapshots under way (docs/sync-protocol.md §16): bytes of a packed feed, kept between rounds so that a cut
 * line costs the last piece only. They are no steps yet; nothing is read out of them before the hash holds.
 */
import { createHash } from 'node:crypto';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

/** A packed feed, by the hash of its bytes. */
export type SnapshotKey = {
  readonly feedId: string;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
};

const received = prepare<SnapshotKey>()((param) =>
  query
    .selectFrom('snapshot_piece')
    .select((select) =>
      select.fn.coalesce(select.fn.sum<number>(select.fn('length', ['bytes'])), select.lit(0)).as('count'),
    )
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const pieces = prepare<SnapshotKey>()((param) =>
  query
    .selectFrom('snapshot_piece')
    .select('bytes')
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256'))
    .orderBy('at'),
);
const deleteOthers = prepare<SnapshotKey>()((param) =>
  query
    .deleteFrom('snapshot_piece')
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '!=', param('sha256')),
);
const deleteOfFeed = prepare<{ feedId: string }>()((param) =>
  query.deleteFrom('snapshot_piece').where('feed_id', '=', param('feedId')),
);
const underWay = prepare()(() => query.selectFrom('snapshot_piece').select('feed_id').distinct());

/** How many bytes of it are here. What is here of another one of the feed goes. */
export function receivedOf(writer: Writer, key: SnapshotKey): number {
  writer.run(deleteOthers, key);
  return Number(writer.get(received, key)?.count ?? 0);
}

/** The next bytes. */
export function keepPiece(writer: Writer, key: SnapshotKey, at: number, bytes: Uint8Array): void {
  writer.insert('snapshot_piece', { feed_id: key.feedId, sha256: key.sha256, at, bytes });
}

/** All bytes; null where their hash is another. */
export function readSnapshot(reader: Reader, key: SnapshotKey): Uint8Array | null {
  const packed = Buffer.concat(reader.all(pieces, key).map((row) => row.bytes));
  const hash = createHash('sha256').update(packed).digest();
  return hash.equals(key.sha256) ? new Uint8Array(packed) : null;
}

export function dropSnapshot(writer: Writer, feedId: string): void {
  writer.run(deleteOfFeed, { feedId });
}

/** Feeds of which something is here. */
export function snapshotsUnderWay(reader: Reader): string[] {
  return reader.all(underWay, {}).map((row) => row.feed_id);
}
