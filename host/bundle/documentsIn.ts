/**
 * Documents of an answer (docs/sync-protocol.md §15): the server's word on those that were sent, and the
 * bytes of those that are wanted here. A document counts when the whole holds; any other is passed over and
 * asked for again.
 */
import {
  type Address,
  findAttachment,
  markSent,
  noteUpload,
  putBehindOthers,
  takeWhole,
} from '#db/attachments/attachments.ts';
import type { Reader, Writer } from '#db/open/handles.ts';
import type { DocumentsSaid, Piece } from '#shared/sync/bundle/messages.ts';
import { bytesIn, nameOf } from '#shared/sync/bundle/pieces.ts';
import { concat, fromHex } from '#shared/sync/bytes.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';
import type { SyncPorts } from '../sync/ports.ts';

/** Told of each document for which there is no waiting. */
export type Refusing = (document: Address) => void;

export interface Word {
  /** How many the server has that it was not known to have. */
  readonly sent: number;
  /** Those that it would not take. */
  readonly refused: readonly Address[];
  /** Of these, what nothing names that it has. */
  readonly unwanted: readonly Address[];
}

export function takeWord(
  { database, now }: Pick<SyncPorts, 'database' | 'now'>,
  { held, refused }: DocumentsSaid,
  refusing: Refusing,
): Word {
  return database.transaction(() => {
    const taken = held.map(addressOf).filter((document) => isUnsent(database, document));
    for (const document of taken) markSent(database, document);
    // sent another way meanwhile, or gone with its case: an earlier word says nothing of it
    const waiting = refused
      .map(({ code, ...one }) => ({ code, document: addressOf(one) }))
      .filter(({ document }) => isUnsent(database, document));
    for (const { code, document } of waiting) {
      if (code === 'too_large') noteUpload(database, document, { url: null, fault: 'refused' });
      else putBehindOthers(database, document, now());
      // at another moment it would have been taken
      if (code !== 'again') refusing(document);
    }
    const unwanted = waiting.filter(({ code }) => code === 'not_found');
    return {
      sent: taken.length,
      refused: waiting.map(({ document }) => document),
      unwanted: unwanted.map(({ document }) => document),
    };
  });
}

/** The document whose pieces come now. */
interface Coming {
  readonly named: DocumentNamed;
  readonly size: number;
  readonly parts: Uint8Array[];
  next: number;
}

/** How many are here now that were not. */
export async function takeDocuments(
  { database, now }: Pick<SyncPorts, 'database' | 'now'>,
  pieces: AsyncIterable<Piece>,
): Promise<number> {
  let coming: Coming | null = null;
  let fetched = 0;
  for await (const piece of pieces) {
    if (piece.at === 0) coming = begin(database, piece, now());
    coming = coming === null ? null : goOn(coming, piece);
    if (coming === null || coming.next < coming.size) continue;
    const document = addressOf(coming.named);
    if (takeWhole(database, document, concat(...coming.parts))) fetched += 1;
    // what never holds must not take the room of others in every answer
    else putBehindOthers(database, document, now());
    coming = null;
  }
  return fetched;
}

/** Null for one that no step of a feed that is held names, or not with this size, or that is here. */
function begin(database: Writer, { feed, sha256, size }: Piece, now: Date): Coming | null {
  const known = findAttachment(database, addressOf({ feed, sha256 }));
  if (known === null || known.held) return null;
  if (known.size !== size) {
    putBehindOthers(database, known, now);
    return null;
  }
  return { named: { feed, sha256 }, size: known.size, parts: [], next: 0 };
}

/** Null where this is not its next piece. */
function goOn(coming: Coming, piece: Piece): Coming | null {
  const isNext = nameOf(coming.named) === nameOf(piece) && piece.at === coming.next;
  const bytes = isNext && piece.size === coming.size ? bytesIn(piece) : null;
  if (bytes === null) return null;
  coming.parts.push(bytes);
  coming.next += bytes.length;
  return coming;
}

/** Whether it is here and the server has not said that it has it. */
export function isUnsent(reader: Reader, document: Address): boolean {
  const known = findAttachment(reader, document);
  return known?.held === true && !known.sent;
}

function addressOf({ feed, sha256 }: DocumentNamed): Address {
  return { feedId: feed, sha256: fromHex(sha256) };
}
