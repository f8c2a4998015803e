/** Small helpers for bytes, the same in Node, Electron and a browser. */

import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';

type Sha256 = (parts: readonly Uint8Array[]) => Uint8Array;

/** Works everywhere; where the runtime brings its own, that one is tenfold quicker. */
let digest: Sha256 = (parts) => {
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Called once by a program that has a quicker SHA-256, before it hashes the first step. */
export function hashWith(native: Sha256): void {
  digest = native;
}

/** 32 bytes of SHA-256 over the parts, one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return digest(parts);
}

export const toHex = bytesToHex;
export const fromHex = hexToBytes;
export const concat = concatBytes;
const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

export function fromUtf8(bytes: Uint8Array): string {
  return strictUtf8.decode(bytes);
}

export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
