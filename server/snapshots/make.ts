/**
 * Packs a large feed whole (docs/sync-protocol.md §16): the pages that a pull would answer, once for every
 * laptop that has nothing of the feed yet.
 */
import { gzipSync } from 'node:zlib';
import { concat, sha256, utf8 } from '#shared/sync/bytes.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import { framed } from '#shared/sync/framing.ts';
import { attachmentPieceBytes, maxBatchPayloadBytes, maxBatchSteps } from '#shared/sync/messages.ts';
import type { ReadableFeed } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { sealedStepOf } from '../feeds/store.ts';
import type { Tx } from '../store/store.ts';
import { pageOf } from '../sync/pull.ts';

/** A laptop lays it out whole before it reads it. */
const maxBytes = 64 * 1024 * 1024;
/** Rows of one statement. */
const piecesAtOnce = 16;

/** Replaces a smaller one. False where the feed is too large to be packed, or was read in the middle of a change. */
export async function makeSnapshot(context: ServerContext, feed: ReadableFeed): Promise<boolean> {
  const packed = await pack(context, feed);
  if (packed === null) return false;
  const { feedId, head } = feed;
  const hash = sha256(packed);
  await context.store.transaction(async (tx) => {
    const [known] = await tx.select('snapshot', {
      columns: ['head', 'sha256'],
      where: { feed_id: feedId },
      lock: 'wait',
    });
    // another process was quicker
    if (known !== undefined && known.head >= head) return;
    if (known !== undefined) await removePieces(tx, feedId, known.sha256);
    const row = { feed_id: feedId, head, sha256: hash, size: packed.length, made_at: context.now() };
    await tx.insert('snapshot', [row], known === undefined ? 'fail' : 'replace');
    await insertPieces(tx, feedId, hash, packed);
  });
  return true;
}

async function pack({ store }: ServerContext, feed: ReadableFeed): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let after = 0; after < feed.head; ) {
    const run = { feedId: feed.feedId, after, upTo: feed.head };
    const rows = await store.readRuns([run], { steps: maxBatchSteps, bytes: maxBatchPayloadBytes });
    const last = rows.at(-1);
    if (last === undefined) return null;
    const message = { pages: [pageOf(feed, rows)], steps: encodeSteps(rows.map(sealedStepOf)) };
    const part = framed(gzipSync(utf8(JSON.stringify(message))));
    size += part.length;
    if (size > maxBytes) return null;
    parts.push(part);
    after = last.pos;
  }
  return concat(...parts);
}

async function insertPieces(tx: Tx, feedId: string, hash: Uint8Array, packed: Uint8Array): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(packed.length / attachmentPieceBytes) }, (_, index) => {
    const at = index * attachmentPieceBytes;
    return { feed_id: feedId, sha256: hash, at, bytes: packed.subarray(at, at + attachmentPieceBytes) };
  });
  for (let from = 0; from < pieces.length; from += piecesAtOnce) {
    await tx.insert('snapshot_piece', pieces.slice(from, from + piecesAtOnce));
  }
}

async function removePieces(tx: Tx, feedId: string, hash: Uint8Array): Promise<void> {
  const rows = await tx.select('snapshot_piece', {
    columns: ['at'],
    where: { feed_id: feedId, sha256: hash },
  });
  await tx.remove(
    'snapshot_piece',
    rows.map(({ at }) => ({ feed_id: feedId, sha256: hash, at })),
  );
}
