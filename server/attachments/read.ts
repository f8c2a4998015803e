/** A piece of a document for whoever may read its feed; of any other, not even that it is there. */
import { attachmentPieceBytes } from '#shared/sync/messages.ts';
import { readableFeeds } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
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
    // one that begins before and reaches into it, too
    where: { feed_id: feed, upload_id, at: between(Math.max(0, from - attachmentPieceBytes), upTo) },
    order: ['at'],
  });
  const parts = rows.flatMap(({ at, bytes }) => {
    const part = bytes.subarray(Math.max(0, from - at), Math.max(0, upTo - at));
    return part.length === 0 ? [] : [part];
  });
  return { size, bytes: new Uint8Array(Buffer.concat(parts)) };
}
