/**
 * The running checksum of a feed: c(pos) = SHA-256(c(pos−1) ‖ pos ‖ id ‖ hash), over steps
 * with a position. Two devices have converged on a feed when it is equal at equal (epoch, pos).
 */
import { sha256, utf8 } from './bytes.ts';

export const emptyChecksum = new Uint8Array(32);

export function nextChecksum(before: Uint8Array, pos: number, id: string, hash: Uint8Array): Uint8Array {
  const position = new Uint8Array(8);
  new DataView(position.buffer).setBigUint64(0, BigInt(pos));
  return sha256(before, position, utf8(id), hash);
}
