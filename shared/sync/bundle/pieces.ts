/** A document of a case file in the messages of a bundle (docs/sync-protocol.md §15): cut, and each piece read. */
import { fromBase64, toBase64 } from '../base64.ts';
import { attachmentPieceBytes, type DocumentNamed } from '../messages.ts';
import type { Piece } from './messages.ts';

/** In order, from byte 0 on. */
export function* piecesOf({ feed, sha256 }: DocumentNamed, content: Uint8Array): Generator<Piece> {
  const size = content.length;
  for (let at = 0; at < size; at += attachmentPieceBytes) {
    const bytes = toBase64(content.subarray(at, at + attachmentPieceBytes));
    yield { what: 'piece', feed, sha256, size, at, bytes };
  }
}

/** Its bytes; null where they are none, too many for a piece, or reach beyond the document. */
export function bytesIn({ at, size, bytes }: Piece): Uint8Array | null {
  try {
    const content = fromBase64(bytes);
    if (content.length === 0 || content.length > attachmentPieceBytes) return null;
    return at >= 0 && at + content.length <= size ? content : null;
  } catch {
    return null;
  }
}

/** For a map of what became of each. */
export function nameOf({ feed, sha256 }: DocumentNamed): string {
  return `${feed} ${sha256}`;
}
