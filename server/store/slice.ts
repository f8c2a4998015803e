/** Bytes out of rows that hold the pieces of something larger. */
import { attachmentPieceBytes } from '#shared/sync/messages.ts';

/** Where a row may begin that still reaches into what is asked for. */
export function reachingInto(from: number): number {
  return Math.max(0, from - attachmentPieceBytes);
}

/** From `from` up to `upTo`, not included; the rows in the order of where they begin. */
export function sliceOf(
  rows: readonly { readonly at: number; readonly bytes: Uint8Array }[],
  from: number,
  upTo: number,
): Uint8Array {
  const parts = rows.flatMap(({ at, bytes }) => {
    const part = bytes.subarray(Math.max(0, from - at), Math.max(0, upTo - at));
    return part.length === 0 ? [] : [part];
  });
  return new Uint8Array(Buffer.concat(parts));
}
