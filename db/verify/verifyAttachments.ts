/** Every document that is here is what its step names: all its bytes, of that hash. */
import { createHash } from 'node:crypto';
import { toHex } from '#shared/sync/bytes.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const heldOnes = prepare()(() =>
  query.selectFrom('attachment').select(['feed_id', 'sha256', 'size']).where('held', '=', 1),
);
const piecesOf = prepare<{ feedId: string; sha256: Uint8Array }>()((param) =>
  query
    .selectFrom('attachment_piece')
    .select('bytes')
    .where('feed_id', '=', param('feedId'))
    .where('sha256', '=', param('sha256'))
    .orderBy('at'),
);

/** One line a fault: the case and the hash, never the title. */
export function verifyAttachments(reader: Reader): string[] {
  return reader.all(heldOnes, {}).flatMap(({ feed_id, sha256, size }) => {
    const hash = createHash('sha256');
    let bytes = 0;
    for (const piece of reader.all(piecesOf, { feedId: feed_id, sha256 })) {
      hash.update(piece.bytes);
      bytes += piece.bytes.length;
    }
    const whole = bytes === size && hash.digest().equals(sha256);
    return whole ? [] : [`document ${toHex(sha256)} of ${feed_id}: not the bytes that its step names`];
  });
}
