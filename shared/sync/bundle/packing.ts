/** gzip of one message of a bundle: through streams that every runtime has, or the runtime's own where it brings one. */
import { concat } from '../bytes.ts';

/** It unpacks to more than was allowed. */
export class TooLarge extends Error {}

export interface Packing {
  gzip(bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws TooLarge where more than `most` bytes come out, before they are all there; something else for what is no gzip. */
  gunzip(bytes: Uint8Array, most: number): Promise<Uint8Array>;
}

export const throughStreams: Packing = {
  gzip: (bytes) => through(new CompressionStream('gzip'), bytes, Number.POSITIVE_INFINITY),
  gunzip: (bytes, most) => through(new DecompressionStream('gzip'), bytes, most),
};

let packing = throughStreams;

/** Called once by a program that packs quicker, before it opens the first bundle. */
export function packWith(native: Packing): void {
  packing = native;
}

export function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  return packing.gzip(bytes);
}

export function gunzip(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  return packing.gunzip(bytes, most);
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  most: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new TooLarge();
    }
    parts.push(value);
  }
}
