/**
 * Messages of a bundle are packed and unpacked by zlib at once. Through the streams that work everywhere a
 * small message takes ten times as long. A large one is left to another thread: nobody waits behind it.
 */
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { type Packing, packWith, TooLarge } from '#shared/sync/bundle/packing.ts';

const pack = promisify(zlib.gzip);
const unpack: (bytes: Uint8Array, options: zlib.ZlibOptions) => Promise<Uint8Array> = promisify(zlib.gunzip);

/** A millisecond's work. */
const smallBytes = 32 * 1024;
const smallUnpackedBytes = 256 * 1024;

export const natively: Packing = {
  gzip: async (bytes) => (bytes.length <= smallBytes ? zlib.gzipSync(bytes) : await pack(bytes)),
  gunzip: async (bytes, most) => {
    try {
      const small = bytes.length <= smallBytes ? unpackSmall(bytes, most) : null;
      const unpacked = small ?? (await unpack(bytes, limit(most)));
      if (unpacked.length > most) throw new TooLarge();
      return unpacked;
    } catch (error) {
      throw isTooLarge(error) ? new TooLarge() : error;
    }
  },
};

export function packNatively(): void {
  packWith(natively);
}

/** Null where it may be more than a moment's work. */
function unpackSmall(bytes: Uint8Array, most: number): Uint8Array | null {
  try {
    return zlib.gunzipSync(bytes, limit(Math.min(most, smallUnpackedBytes)));
  } catch (error) {
    if (isTooLarge(error) && most > smallUnpackedBytes) return null;
    throw error;
  }
}

/** zlib knows no limit of nothing at all: one byte more is looked at by the caller. */
function limit(most: number): zlib.ZlibOptions {
  return { maxOutputLength: Math.max(1, most) };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
