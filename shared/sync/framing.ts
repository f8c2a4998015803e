/** A row of messages in one run of bytes: each behind its length (docs/sync-protocol.md §15, §16). */
import { concat } from './bytes.ts';

const lengthBytes = 4;

/** Big-endian length, then the message. */
export function framed(message: Uint8Array): Uint8Array {
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, message.length);
  return concat(length, message);
}

/** The messages in their order; null, and nothing after it, where one is cut. */
export function* messagesIn(content: Uint8Array): Generator<Uint8Array | null> {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let from = 0; from < content.length; ) {
    const begin = from + lengthBytes;
    const end = begin <= content.length ? begin + view.getUint32(from) : Number.POSITIVE_INFINITY;
    if (end > content.length) {
      yield null;
      return;
    }
    yield content.subarray(begin, end);
    from = end;
  }
}
