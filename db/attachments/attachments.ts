/**
 * Documents of case files in the local database: written in the transaction of the step that names
 * them, or fetched piece by piece later. A document is its feed and the SHA-256 of its bytes, so the
 * same file attached twice to a case is kept once. What is held was checked against its hash.
 */
import { createHash } from 'node:crypto';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { findFeed } from '../steps/feeds.ts';
import { bytes } from '../steps/rows.ts';

/** Bytes in one row, and in one answer of the server. */
export const pieceBytes = 256 * 1024;

export interface Address {
  readonly feedId: string;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
}

export interface Attachment extends Address {
  readonly size: number;
  /** All bytes are here. */
  readonly held: boolean;
  /** The server has them. */
  readonly sent: boolean;
  /** Where an upload that was begun goes on. */
  readonly uploadUrl: string | null;
  /** Why the server would not take it; null while there is nothing against it. */
  readonly fault: string | null;
}

type ByAddress = { feedId: string; sha256: Uint8Array };

const byAddress = prepare<ByAddress>()((param) =>
  query
    .selectFrom('attachment')
    .selectAll()
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const ofFeed = prepare<{ feedId: string }>()((param) =>
  query.selectFrom('attachment').selectAll().where('feed_id', '=', param('feedId')),
);
const waiting = prepare<{ held: 0 | 1; most: number }>()((param) =>
  query
    .selectFrom('attachment')
    .selectAll()
    .where('held', '=', param('held'))
    .where((where) => where.or([where('held', '=', 0), where('sent', '=', 0)]))
    .where('fault', 'is', null)
    .orderBy('added_at')
    .limit(param('most')),
);
const waitingCounts = prepare()(() =>
  query
    .selectFrom('attachment')
    .select(['held', (select) => select.fn.countAll<number>().as('count')])
    .where((where) => where.or([where('held', '=', 0), where('sent', '=', 0)]))
    .groupBy('held'),
);
const pieces = prepare<ByAddress>()((param) =>
  query
    .selectFrom('attachment_piece')
    .select(['at', 'bytes'])
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256'))
    .orderBy('at'),
);
const received = prepare<ByAddress>()((param) =>
  query
    .selectFrom('attachment_piece')
    .select((select) =>
      select.fn.coalesce(select.fn.sum<number>(select.fn('length', ['bytes'])), select.lit(0)).as('count'),
    )
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const setHeld = prepare<ByAddress>()((param) =>
  query
    .updateTable('attachment')
    .set({ held: 1, sent: 1 })
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const setSent = prepare<ByAddress>()((param) =>
  query
    .updateTable('attachment')
    .set({ sent: 1, upload_url: null })
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const setUpload = prepare<ByAddress & { url: string | null; fault: string | null }>()((param) =>
  query
    .updateTable('attachment')
    .set({ upload_url: param('url'), fault: param('fault') })
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const setAdded = prepare<ByAddress & { now: string }>()((param) =>
  query
    .updateTable('attachment')
    .set({ added_at: param('now') })
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const deletePieces = prepare<ByAddress>()((param) =>
  query
    .deleteFrom('attachment_piece')
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256')),
);
const forgetSent = prepare<{ feedId: string }>()((param) =>
  query
    .updateTable('attachment')
    .set({ sent: 0, upload_url: null, fault: null })
    .where('feed_id', '=', param('feedId'))
    .where('held', '=', 1),
);
const deleteOne = prepare<ByAddress>()((param) =>
  query.deleteFrom('attachment').where('feed_id', '=', param('feedId')).where('sha256', '=', param('sha256')),
);

export function sha256Of(content: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(content).digest());
}

/** Keeps a document that is here. Call it in the transaction of the step that names it. */
export function keepAttachment(writer: Writer, feedId: string, content: Uint8Array, now: Date): Uint8Array {
  const sha256 = sha256Of(content);
  const known = findAttachment(writer, { feedId, sha256 });
  if (known?.held === true) return sha256;
  putPieces(writer, { feedId, sha256 }, content);
  writer.put('attachment', {
    feed_id: feedId,
    sha256,
    size: content.length,
    held: 1,
    sent: 0,
    upload_url: null,
    fault: null,
    added_at: now.toISOString(),
  });
  return sha256;
}

function putPieces(writer: Writer, { feedId, sha256 }: Address, content: Uint8Array): void {
  writer.run(deletePieces, { feedId, sha256 });
  for (let at = 0; at < content.length; at += pieceBytes) {
    writer.insert('attachment_piece', {
      feed_id: feedId,
      sha256,
      at,
      bytes: content.subarray(at, at + pieceBytes),
    });
  }
}

/** A step from elsewhere names a document: it is fetched when there is time. */
export function wantAttachment(writer: Writer, wanted: Address & { size: number; since: string }): void {
  if (findAttachment(writer, wanted) !== null) return;
  writer.insert('attachment', {
    feed_id: wanted.feedId,
    sha256: wanted.sha256,
    size: wanted.size,
    held: 0,
    sent: 0,
    upload_url: null,
    fault: null,
    added_at: wanted.since,
  });
}

export function findAttachment(reader: Reader, { feedId, sha256 }: Address): Attachment | null {
  const row = reader.get(byAddress, { feedId, sha256 });
  return row === undefined ? null : attachmentOf(row);
}

export function attachmentsOf(reader: Reader, feedId: string): Attachment[] {
  return reader.all(ofFeed, { feedId }).map(attachmentOf);
}

/** The oldest that the server lacks, or that are not here yet. */
export function waitingAttachments(reader: Reader, what: 'upload' | 'download', most: number): Attachment[] {
  return reader.all(waiting, { held: what === 'upload' ? 1 : 0, most }).map(attachmentOf);
}

/** Documents that the server lacks, and that are not here yet. */
export function countWaiting(reader: Reader): { readonly toSend: number; readonly toFetch: number } {
  const rows = reader.all(waitingCounts, {});
  const of = (held: 0 | 1): number => rows.find((row) => row.held === held)?.count ?? 0;
  return { toSend: of(1), toFetch: of(0) };
}

/** All bytes; null where they are not here. */
export function readAttachment(reader: Reader, { feedId, sha256 }: Address): Uint8Array | null {
  if (findAttachment(reader, { feedId, sha256 })?.held !== true) return null;
  return new Uint8Array(Buffer.concat(reader.all(pieces, { feedId, sha256 }).map((row) => row.bytes)));
}

/** How many bytes of a wanted document are here. */
export function receivedBytes(reader: Reader, { feedId, sha256 }: Address): number {
  return Number(reader.get(received, { feedId, sha256 })?.count ?? 0);
}

/**
 * The next bytes of a wanted document. With the last ones its hash is checked: false where the whole
 * is not what the step names; then it is begun anew.
 */
export function takePiece(writer: Writer, wanted: Address, content: Uint8Array): boolean {
  const { feedId, sha256 } = wanted;
  return writer.transaction(() => {
    const known = findAttachment(writer, wanted);
    if (known === null || known.held) return true;
    const at = receivedBytes(writer, wanted);
    writer.insert('attachment_piece', { feed_id: feedId, sha256, at, bytes: content });
    if (at + content.length < known.size) return true;
    const hash = createHash('sha256');
    for (const row of writer.all(pieces, { feedId, sha256 })) hash.update(row.bytes);
    if (at + content.length === known.size && hash.digest().equals(sha256)) {
      writer.run(setHeld, { feedId, sha256 });
      return true;
    }
    writer.run(deletePieces, { feedId, sha256 });
    return false;
  });
}

/**
 * All bytes of a wanted document at once. False where it is not wanted, is here already, or is not what the
 * step names; then nothing is changed.
 */
export function takeWhole(writer: Writer, wanted: Address, content: Uint8Array): boolean {
  const { feedId, sha256 } = wanted;
  return writer.transaction(() => {
    const known = findAttachment(writer, wanted);
    if (known === null || known.held || known.size !== content.length) return false;
    if (!Buffer.from(sha256Of(content)).equals(sha256)) return false;
    putPieces(writer, wanted, content);
    writer.run(setHeld, { feedId, sha256 });
    return true;
  });
}

/** Behind all others that wait: the server would not take it, and it must not keep them from theirs. */
export function putBehindOthers(writer: Writer, { feedId, sha256 }: Address, now: Date): void {
  writer.run(setAdded, { feedId, sha256, now: now.toISOString() });
}

/** The server has it. Where its feed has left this device, it leaves too. */
export function markSent(writer: Writer, { feedId, sha256 }: Address): void {
  writer.run(setSent, { feedId, sha256 });
  dropLeaving(writer, { feedId, sha256 });
}

/** Where its upload goes on, or why it does not. */
export function noteUpload(
  writer: Writer,
  { feedId, sha256 }: Address,
  { url, fault }: { readonly url: string | null; readonly fault: string | null },
): void {
  writer.run(setUpload, { feedId, sha256, url, fault });
}

/** A server restored from a copy may lack what it once had: it is offered again. */
export function offerAgain(writer: Writer, feedId: string): void {
  writer.run(forgetSent, { feedId });
}

/**
 * When their feed leaves this device. One that the server still lacks stays until it has it or does not want it
 * (`dropLeaving`): it may be nowhere else.
 */
export function removeAttachments(writer: Writer, feedId: string): void {
  for (const document of attachmentsOf(writer, feedId)) {
    const waits = document.held && !document.sent && document.fault === null;
    if (!waits) removeAttachment(writer, document);
  }
}

/** Of a document whose feed has left, once it has not to wait here any longer. Others stay. */
export function dropLeaving(writer: Writer, document: Address): void {
  if (findFeed(writer, document.feedId) === null) removeAttachment(writer, document);
}

function removeAttachment(writer: Writer, { feedId, sha256 }: Address): void {
  writer.transaction(() => {
    writer.run(deletePieces, { feedId, sha256 });
    writer.run(deleteOne, { feedId, sha256 });
  });
}

function attachmentOf(row: {
  feed_id: string;
  sha256: Uint8Array;
  size: number;
  held: 0 | 1;
  sent: 0 | 1;
  upload_url: string | null;
  fault: string | null;
}): Attachment {
  return {
    feedId: row.feed_id,
    sha256: bytes(row.sha256),
    size: row.size,
    held: row.held === 1,
    sent: row.sent === 1,
    uploadUrl: row.upload_url,
    fault: row.fault,
  };
}
