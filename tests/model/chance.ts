/**
 * All chance of a run from one seed: ids, salts and keys too, because the order of ids decides the
 * order of locks. Only while a run lasts; afterwards the program is as random as before.
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { Seeded } from '../factories/seeded.ts';

export async function withChance<Value>(
  seed: number,
  work: (chance: Seeded) => Promise<Value>,
): Promise<Value> {
  const bytes = new Seeded(seed ^ 0x5eed);
  const fill = (target: Uint8Array): Uint8Array => {
    for (let at = 0; at < target.length; at += 1) target[at] = Math.floor(bytes.next() * 256);
    return target;
  };
  const { randomBytes, randomUUID } = crypto;
  const getRandomValues = globalThis.crypto.getRandomValues;
  Object.assign(crypto, {
    randomBytes: (size: number) => Buffer.from(fill(new Uint8Array(size))),
    randomUUID: () => uuidOf(fill(new Uint8Array(16))),
  });
  globalThis.crypto.getRandomValues = (target) => {
    if (target instanceof Uint8Array) fill(target);
    return target;
  };
  syncBuiltinESMExports();
  try {
    return await work(new Seeded(seed));
  } finally {
    Object.assign(crypto, { randomBytes, randomUUID });
    globalThis.crypto.getRandomValues = getRandomValues;
    syncBuiltinESMExports();
  }
}

function uuidOf(bytes: Uint8Array): string {
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
