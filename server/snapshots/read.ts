/** What devices are told of snapshots, and pieces of one for whoever may read its feed (docs/sync-protocol.md §16). */
import { equalBytes } from '#shared/sync/bytes.ts';
import { type ReadableFeed, readableFeeds } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { reachingInto, sliceOf } from '../store/slice.ts';
import { between, oneOf } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

export type Snapshot = Pick<Tables['snapshot'], 'feed_id' | 'head' | 'sha256' | 'size'>;

const columns = ['feed_id', 'head', 'sha256', 'size'] as const;

/** Of those feeds that have one, by their ids. */
export async function snapshotsOf(
  { store, snapshotsFrom }: ServerContext,
  feeds: readonly ReadableFeed[],
): Promise<Map<string, Snapshot>> {
  const large = feeds.filter((feed) => feed.head >= snapshotsFrom).map((feed) => feed.feedId);
  if (large.length === 0) return new Map();
  const rows = await store.select('snapshot', { columns, where: { feed_id: oneOf(large) } });
  return new Map(rows.map((row) => [row.feed_id, row]));
}

/** Null where there is no such snapshot any more, or not for this person. */
export async function readSnapshot(
  { store }: ServerContext,
  personId: string,
  asked: {
    readonly feed: string;
    readonly sha256: Uint8Array;
    readonly from: number;
    readonly most: number;
  },
): Promise<Uint8Array | null> {
  const { feed, sha256, from, most } = asked;
  if ((await readableFeeds(store, personId, [feed])).length === 0) return null;
  const [kept] = await store.select('snapshot', { columns, where: { feed_id: feed } });
  if (kept === undefined || !equalBytes(kept.sha256, sha256)) return null;
  const upTo = Math.min(kept.size, from + most);
  const rows = await store.select('snapshot_piece', {
    columns: ['at', 'bytes'],
    where: { feed_id: feed, sha256, at: between(reachingInto(from), upTo) },
    order: ['at'],
  });
  const bytes = sliceOf(rows, from, upTo);
  // replaced in this very moment
  return bytes.length === upTo - from ? bytes : null;
}
