/** A piece of a document for whoever may read its feed; of any other, not even that it is there. */
import { toHex } from '#shared/sync/bytes.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';
import { readableFeeds } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { reachingInto, sliceOf } from '../store/slice.ts';
import { between } from '../store/store.ts';

export interface PieceRequest {
  readonly feed: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly from: number;
  readonly most: number;
}

export interface Piece {
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Those of the documents that are here and that this person may read, in the order given. */
export async function readableOf(
  { store }: ServerContext,
  personId: string,
  named: readonly DocumentNamed[],
): Promise<DocumentNamed[]> {
  const feeds = [...new Set(named.map(({ feed }) => feed))];
  const there = new Set<string>();
  for (const { feedId } of await readableFeeds(store, personId, feeds)) {
    const rows = await store.select('attachment', { columns: ['sha256'], where: { feed_id: feedId } });
    for (const { sha256 } of rows) there.add(`${feedId} ${toHex(sha256)}`);
  }
  return named.filter(({ feed, sha256 }) => there.has(`${feed} ${sha256}`));
}

export async function readPiece(
  { store }: ServerContext,
  personId: string,
  { feed, sha256, from, most }: PieceRequest,
): Promise<Piece | null> {
  if ((await readableFeeds(store, personId, [feed])).length === 0) return null;
  const [kept] = await store.select('attachment', {
    columns: ['upload_id', 'size'],
    where: { feed_id: feed, sha256: new Uint8Array(Buffer.from(sha256, 'hex')) },
  });
  if (kept === undefined) return null;
  const { upload_id, size } = kept;
  const upTo = Math.min(size, from + most);
  const rows = await store.select('attachment_piece', {
    columns: ['at', 'bytes'],
    where: { feed_id: feed, upload_id, at: between(reachingInto(from), upTo) },
    order: ['at'],
  });
  return { size, bytes: sliceOf(rows, from, upTo) };
}
