/**
 * Documents of a question (docs/sync-protocol.md §15): those that the server lacks, whole and behind the steps,
 * and the names of those that are wanted here.
 */
import {
  type Address,
  noteUpload,
  readAttachment,
  sha256Of,
  waitingAttachments,
} from '#db/attachments/attachments.ts';
import type { Reader, Writer } from '#db/open/handles.ts';
import type { ContentWriter } from '#shared/sync/bundle/content.ts';
import { maxWanted } from '#shared/sync/bundle/messages.ts';
import { piecesOf } from '#shared/sync/bundle/pieces.ts';
import { equalBytes, toHex } from '#shared/sync/bytes.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';

/** Rows without their bytes: more than a device ever has. */
const all = 1_000_000;

export interface WrittenDocuments {
  readonly written: number;
  /** They wait for another file, or for a link. */
  readonly left: number;
}

/** Oldest first; the first that does not fit ends it. @param writer null where none can go along */
export async function writeDocuments(
  database: Writer,
  writer: ContentWriter | null,
): Promise<WrittenDocuments> {
  const waiting = waitingAttachments(database, 'upload', all);
  if (writer === null) return { written: 0, left: waiting.length };
  let written = 0;
  for (const [at, document] of waiting.entries()) {
    const content = readAttachment(database, document);
    if (content === null || !equalBytes(sha256Of(content), document.sha256)) {
      noteUpload(database, document, { url: null, fault: 'damaged' });
      continue;
    }
    const fits = await writer.addAllIfTheyFit(piecesOf(named(document), content));
    if (!fits) return { written, left: waiting.length - at };
    written += 1;
  }
  return { written, left: 0 };
}

/** Oldest first. */
export function wantedDocuments(reader: Reader): DocumentNamed[] {
  return waitingAttachments(reader, 'download', maxWanted).map(named);
}

function named({ feedId, sha256 }: Address): DocumentNamed {
  return { feed: feedId, sha256: toHex(sha256) };
}
