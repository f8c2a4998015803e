/** Steps are hashed by the runtime's own SHA-256, many times as quick as the one that works everywhere. */
import { createHash, hash } from 'node:crypto';
import { hashWith } from '#shared/sync/bytes.ts';

/** What is hashed of nearly every step fits; it is hashed in one call, which costs half of one call for each part. */
const gathered = new Uint8Array(16 * 1024);

export function hashNatively(): void {
  hashWith((parts) => {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return new Uint8Array(length > gathered.length ? hashLong(parts) : hashShort(parts, length));
  });
}

function hashShort(parts: readonly Uint8Array[], length: number): Uint8Array {
  let at = 0;
  for (const part of parts) {
    gathered.set(part, at);
    at += part.length;
  }
  return hash('sha256', gathered.subarray(0, length), 'buffer');
}

function hashLong(parts: readonly Uint8Array[]): Uint8Array {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}
