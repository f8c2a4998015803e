/**
 * Documents between device and server (docs/sync-protocol.md §14), behind the steps and never in
 * their way: piece by piece, and whenever a step waits or somebody else needs the line it stops and
 * goes on in a later round where it was. What fails here never fails a round.
 */
import { DetailedError, Upload } from 'tus-js-client';
import {
  type Address,
  type Attachment,
  dropLeaving,
  findAttachment,
  markSent,
  noteUpload,
  readAttachment,
  receivedBytes,
  sha256Of,
  takePiece,
  waitingAttachments,
} from '#db/attachments/attachments.ts';
import { fromBase64 } from '#shared/sync/base64.ts';
import { equalBytes, toHex } from '#shared/sync/bytes.ts';
import { attachmentAnswer } from '#shared/sync/messages.ts';
import type { Connection } from './connection.ts';
import { brokenLine } from './failure.ts';
import type { SyncPorts } from './ports.ts';
import { TusLine } from './tusLine.ts';

export interface AttachmentWatch {
  readonly signal?: AbortSignal | undefined;
  /** Asked before each piece: true ends this turn. */
  readonly stop?: () => boolean;
  /** Told of each piece that got through. */
  readonly moved?: () => void;
  /** Documents that were not there, and when to ask again, milliseconds since 1970. Kept by the caller. */
  readonly rest?: Map<string, number>;
  /** This device is about to end: what the server does not take stays, to be counted among what is lost with it. */
  readonly ending?: boolean;
}

/** How long one rests that the server does not have yet, or would not take. */
const restMs = 5 * 60_000;

/** So many pieces in a row, and the next ones are larger. */
const piecesToGrow = 3;
/** Looked at in one turn. */
const atOnce = 200;

export interface Carried {
  /** Documents that the server has now, and that are here now. */
  readonly sent: number;
  readonly fetched: number;
}

/** Whether the server would not take it, or did not have it, when it was last asked. */
export function restsIn(rest: ReadonlyMap<string, number>, document: Address): boolean {
  return rest.has(nameOf(document));
}

/** It would not take this document, by whatever way it was offered: asked again after a while. */
export function letRest(rest: Map<string, number>, document: Address, now: Date): void {
  rest.set(nameOf(document), now.getTime() + restMs);
}

function nameOf({ feedId, sha256 }: Address): string {
  return `${feedId} ${toHex(sha256)}`;
}

export async function carryAttachments(
  ports: SyncPorts,
  connection: Connection,
  watch: AttachmentWatch = {},
): Promise<Carried> {
  const carried = { sent: 0, fetched: 0 };
  const now = ports.now().getTime();
  const rests = (document: Attachment): boolean => (watch.rest?.get(nameOf(document)) ?? 0) > now;
  const ends = (): boolean => watch.signal?.aborted === true || watch.stop?.() === true;
  for (const document of waitingAttachments(ports.database, 'upload', atOnce)) {
    if (ends()) return carried;
    if (rests(document)) continue;
    const outcome = await send(ports, connection, document, watch);
    if (outcome === 'sent') carried.sent += 1;
    if (outcome === 'cut') return carried;
    if (outcome === 'later') watch.rest?.set(nameOf(document), now + restMs);
  }
  for (const document of waitingAttachments(ports.database, 'download', atOnce)) {
    if (ends()) return carried;
    if (rests(document)) continue;
    const outcome = await fetchOne(ports, connection, document, ends, watch);
    if (outcome === 'fetched') carried.fetched += 1;
    if (outcome === 'cut') return carried;
    if (outcome === 'later') watch.rest?.set(nameOf(document), now + restMs);
  }
  return carried;
}

type Sent = 'sent' | 'later' | 'cut';

async function send(
  ports: SyncPorts,
  connection: Connection,
  document: Attachment,
  watch: AttachmentWatch,
): Promise<Sent> {
  const { database } = ports;
  const content = readAttachment(database, document);
  if (content === null || !equalBytes(sha256Of(content), document.sha256)) {
    noteUpload(database, document, { url: null, fault: 'damaged' });
    return 'later';
  }
  let { uploadUrl } = document;
  const { piece } = ports.link;
  for (;;) {
    const given = { document, content, uploadUrl, piece: piece.bytes };
    const attempt = await attemptOf(ports, connection, given, watch);
    uploadUrl = attempt.url;
    if (attempt.outcome === 'sent') {
      piece.cameThrough();
      markSent(database, document);
      return 'sent';
    }
    noteUpload(database, document, { url: uploadUrl, fault: attempt.fault });
    if (attempt.isForeign && watch.ending !== true) dropLeaving(database, document);
    if (attempt.outcome === 'later') return 'later';
    if (attempt.outcome === 'stopped') return 'cut';
    if (watch.signal?.aborted === true) return 'cut';
    // where a piece got through its size is right, or small; where none did, a smaller one may
    if (attempt.moved >= piecesToGrow) piece.cameThrough();
    else if (attempt.moved > 0) piece.hold();
    else if (attempt.broken === null) return 'cut';
    else if (!piece.brokeOff(attempt.carried, attempt.broken === 'silent')) return 'cut';
  }
}

interface Attempted {
  readonly outcome: 'sent' | 'later' | 'cut' | 'stopped';
  readonly url: string | null;
  readonly fault: string | null;
  /** The server takes it from nobody here: nothing that this person wrote names it in a case of theirs. */
  readonly isForeign: boolean;
  /** Pieces that got through. */
  readonly moved: number;
  /** What the request that broke off carried, bytes; null where it was no piece. */
  readonly carried: number | null;
  /** How the line broke; null where something else was the matter. */
  readonly broken: 'cut' | 'silent' | null;
}

const stopped: Attempted = {
  outcome: 'stopped',
  url: null,
  fault: null,
  isForeign: false,
  moved: 0,
  carried: null,
  broken: null,
};

/** One upload by the library, until it is done or something breaks off. */
function attemptOf(
  ports: SyncPorts,
  connection: Connection,
  given: {
    readonly document: Attachment;
    readonly content: Uint8Array;
    readonly uploadUrl: string | null;
    readonly piece: number;
  },
  watch: AttachmentWatch,
): Promise<Attempted> {
  const { document, content, uploadUrl, piece } = given;
  const { promise, resolve } = Promise.withResolvers<Attempted>();
  let moved = 0;
  const upload: Upload = new Upload(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
    endpoint: `${connection.line.serverUrl}/attachments`,
    uploadUrl,
    metadata: { feed: document.feedId, sha256: toHex(document.sha256) },
    chunkSize: piece,
    // our own rounds try again
    retryDelays: null,
    storeFingerprintForResuming: false,
    httpStack: new TusLine(ports, connection, watch.signal),
    onUploadUrlAvailable: () => noteUpload(ports.database, document, { url: upload.url, fault: null }),
    onChunkComplete: () => {
      moved += 1;
      watch.moved?.();
      if (watch.signal?.aborted !== true && watch.stop?.() !== true) return;
      void upload.abort();
      resolve({ ...stopped, url: upload.url, moved });
    },
    onSuccess: () => resolve({ ...stopped, outcome: 'sent', moved }),
    onError: (error) =>
      resolve({
        ...stopped,
        ...meaningOfBroken(error, upload.url),
        moved,
        carried: isPiece(error) ? piece : null,
        broken: brokenLine(causeOf(error)),
      }),
  });
  upload.start();
  return promise;
}

function isBeginning(error: Error): boolean {
  return error instanceof DetailedError && error.originalRequest?.getMethod() === 'POST';
}

function isPiece(error: Error): boolean {
  return error instanceof DetailedError && error.originalRequest?.getMethod() === 'PATCH';
}

/** The library wraps what our line threw. */
function causeOf(error: Error): unknown {
  return error instanceof DetailedError ? (error.causingError ?? error) : error;
}

function meaningOfBroken(
  error: Error,
  url: string | null,
): Pick<Attempted, 'outcome' | 'url' | 'fault'> & Partial<Attempted> {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response === null) return { outcome: 'cut', url, fault: null };
  const status = response.getStatus();
  if (status === 409 && response.getBody().includes('already_there')) {
    return { outcome: 'sent', url: null, fault: null };
  }
  if (status === 409) return { outcome: 'later', url, fault: null };
  if (status === 404 && isBeginning(error))
    return { outcome: 'later', url: null, fault: null, isForeign: true };
  // begun under an earlier id of this device, or dropped
  if (status === 404 || status === 410) return { outcome: 'later', url: null, fault: null };
  if (status === 413 || status === 400) return { outcome: 'later', url: null, fault: 'refused' };
  if (status === 460) return { outcome: 'later', url: null, fault: null };
  return { outcome: 'cut', url, fault: null };
}

/** Piece by piece; what is here already is not asked for again. */
async function fetchOne(
  ports: SyncPorts,
  connection: Connection,
  document: Attachment,
  ends: () => boolean,
  watch: AttachmentWatch,
): Promise<'fetched' | 'later' | 'cut'> {
  const { database } = ports;
  const gauge = ports.link.piece;
  const options = watch.signal === undefined ? {} : { signal: watch.signal };
  for (;;) {
    if (ends()) return 'cut';
    const from = receivedBytes(database, document);
    const asked = { feed: document.feedId, sha256: toHex(document.sha256), from, most: gauge.bytes };
    try {
      const { piece } = attachmentAnswer.parse(
        await connection.call((client) => client.attachment.get(asked, options)),
      );
      if (piece === null || piece.size !== document.size) return 'later';
      if (!takePiece(database, document, fromBase64(piece.bytes))) return 'later';
      gauge.cameThrough();
      watch.moved?.();
      const now = findAttachment(database, document);
      if (now === null) return 'later';
      if (now.held) return 'fetched';
    } catch (error) {
      const broken = brokenLine(error);
      if (broken === null || !gauge.brokeOff(asked.most, broken === 'silent')) return 'cut';
    }
  }
}
