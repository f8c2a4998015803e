/**
 * Uploads of documents in the database (docs/sync-protocol.md §14), so that any server process takes
 * the next piece. Each device uploads for itself; what is whole and has the hash that was announced
 * is kept once for the feed, whoever was first.
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { fromHex } from '#shared/sync/bytes.ts';
import { attachmentPieceBytes, type DocumentNamed } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Reads, Tx } from '../store/store.ts';

/** What a refused request answers; the library sends it. */
export interface Refusal {
  readonly status_code: number;
  readonly body: string;
}

export const wrongHash: Refusal = { status_code: 460, body: 'checksum_mismatch' };
export const alreadyThere: Refusal = { status_code: 409, body: 'already_there' };

export interface UploadId {
  readonly feed_id: string;
  readonly upload_id: string;
}

/** "<feed>.<upload>", as it stands in the address. */
export function uploadIdOf(id: string): UploadId | null {
  const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  const found = new RegExp(`^(${uuid})\\.(${uuid})$`).exec(id);
  const [, feed_id, upload_id] = found ?? [];
  return feed_id === undefined || upload_id === undefined ? null : { feed_id, upload_id };
}

/** Whether all of it is here, whoever brought it. */
export async function isKept(reads: Reads, { feed, sha256 }: DocumentNamed): Promise<boolean> {
  const where = { feed_id: feed, sha256: fromHex(sha256) };
  return (await reads.select('attachment', { columns: ['size'], where })).length > 0;
}

export class Uploads extends DataStore {
  readonly #context: ServerContext;

  constructor(context: ServerContext) {
    super();
    this.#context = context;
    this.extensions = ['creation'];
  }

  /** The metadata was parsed and the grant checked before (route.ts, bundle/documentsIn.ts). An earlier, unfinished one of the device is dropped. */
  override async create(upload: Upload): Promise<Upload> {
    const id = uploadIdOf(upload.id);
    const { sha256, device } = upload.metadata ?? {};
    if (id === null || upload.size === undefined || upload.size === 0 || sha256 == null || device == null) {
      throw ERRORS.INVALID_LENGTH;
    }
    const hash = new Uint8Array(Buffer.from(sha256, 'hex'));
    const row = { ...id, sha256: hash, size: upload.size, received: 0, device_id: device };
    await this.#context.store.transaction(async (tx) => {
      const earlier = await tx.select('attachment_upload', {
        columns: columnsOf('attachment_upload'),
        where: { feed_id: id.feed_id, sha256: hash, device_id: device },
        lock: 'wait',
      });
      for (const one of earlier) if (one.received < one.size) await removeUpload(tx, one);
      const now = this.#context.now();
      await tx.insert('attachment_upload', [{ ...row, started_at: now, waiting_since: now }]);
    });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const key = uploadIdOf(id);
    const [row] =
      key === null
        ? []
        : await this.#context.store.select('attachment_upload', {
            columns: ['size', 'received'],
            where: { ...key },
          });
    if (row === undefined) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({ id, size: row.size, offset: row.received });
  }

  /** One piece, in a transaction; with the last one the whole is checked and kept. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const key = uploadIdOf(id);
    if (key === null) throw ERRORS.FILE_NOT_FOUND;
    const bytes = await bytesOf(stream);
    const outcome = await this.#context.store.transaction(async (tx) => {
      const [row] = await tx.select('attachment_upload', {
        columns: columnsOf('attachment_upload'),
        where: { ...key },
        lock: 'wait',
      });
      if (row === undefined) throw ERRORS.FILE_NOT_FOUND;
      if (row.received !== offset) throw ERRORS.INVALID_OFFSET;
      const received = offset + bytes.length;
      if (received > row.size) throw ERRORS.INVALID_OFFSET;
      if (bytes.length > 0) await tx.insert('attachment_piece', [{ ...key, at: offset, bytes }]);
      const waiting_since = received < row.size ? this.#context.now() : null;
      await tx.update('attachment_upload', [{ ...key, received, waiting_since }]);
      if (received < row.size) return { received };
      const hash = createHash('sha256');
      for (const piece of await piecesOf(tx, key)) hash.update(piece.bytes);
      if (!hash.digest().equals(row.sha256)) {
        await removeUpload(tx, key);
        return wrongHash;
      }
      await this.#keep(tx, row);
      return { received };
    });
    if ('body' in outcome) throw outcome;
    return outcome.received;
  }

  /** Once for the feed: the bytes of a second upload of the same document are dropped. */
  async #keep(
    tx: Tx,
    { feed_id, upload_id, sha256, size }: UploadId & { sha256: Uint8Array; size: number },
  ): Promise<void> {
    const row = { feed_id, upload_id, sha256, size, received_at: this.#context.now() };
    await tx.insert('attachment', [row], 'keep');
    const [kept] = await tx.select('attachment', { columns: ['upload_id'], where: { feed_id, sha256 } });
    if (kept?.upload_id !== upload_id) await removePieces(tx, { feed_id, upload_id });
  }
}

async function bytesOf(stream: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > attachmentPieceBytes) throw ERRORS.ERR_MAX_SIZE_EXCEEDED;
    parts.push(bytes);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function piecesOf(tx: Tx, { feed_id, upload_id }: UploadId) {
  return tx.select('attachment_piece', {
    columns: ['at', 'bytes'],
    where: { feed_id, upload_id },
    order: ['at'],
  });
}

/** With its pieces. */
export async function removeUpload(tx: Tx, { feed_id, upload_id }: UploadId): Promise<void> {
  await removePieces(tx, { feed_id, upload_id });
  await tx.remove('attachment_upload', [{ feed_id, upload_id }]);
}

async function removePieces(tx: Tx, { feed_id, upload_id }: UploadId): Promise<void> {
  const pieces = await tx.select('attachment_piece', { columns: ['at'], where: { feed_id, upload_id } });
  await tx.remove(
    'attachment_piece',
    pieces.map(({ at }) => ({ feed_id, upload_id, at })),
  );
}
