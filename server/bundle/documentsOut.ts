/** Documents that a question wants, into its answer (docs/sync-protocol.md §15): whole ones, as the wire would hand them out. */
import { fromBase64 } from '#shared/sync/base64.ts';
import type { ContentWriter } from '#shared/sync/bundle/content.ts';
import { piecesOf } from '#shared/sync/bundle/pieces.ts';
import { concat } from '#shared/sync/bytes.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';
import { readableOf } from '../attachments/read.ts';
import type { ServerContext } from '../context.ts';

interface Wanted {
  readonly writer: ContentWriter;
  readonly personId: string;
  /** In the order in which they are given. */
  readonly wanted: readonly DocumentNamed[];
  /** Not even all steps fitted. */
  readonly full: boolean;
}

export async function writeDocuments(
  server: ServerContext,
  line: SyncClient,
  { writer, personId, wanted, full }: Wanted,
): Promise<{ readonly sent: number; readonly left: number }> {
  const there = await readableOf(server, personId, wanted);
  if (full) return { sent: 0, left: there.length };
  let sent = 0;
  for (const [at, one] of there.entries()) {
    const content = await readWhole(line, one);
    // a grant that was withdrawn in between
    if (content === null) continue;
    if (!(await writer.addAllIfTheyFit(piecesOf(one, content)))) return { sent, left: there.length - at };
    sent += 1;
  }
  return { sent, left: 0 };
}

/** Null where it may not be read any more. */
async function readWhole(line: SyncClient, named: DocumentNamed): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (;;) {
    const { piece } = await line.attachment.get({ ...named, from });
    if (piece === null) return null;
    const part = fromBase64(piece.bytes);
    parts.push(part);
    from += part.length;
    if (from >= piece.size || part.length === 0) return concat(...parts);
  }
}
