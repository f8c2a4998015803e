/**
 * Bodies packed with zstd or gzip (docs/sync-protocol.md §2). Unpacking is bounded, so that a
 * small body cannot become a large one.
 */
import { promisify } from 'node:util';
import { constants, gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';

export const maxPackedBytes = 2 * 1024 * 1024;
export const maxUnpackedBytes = 16 * 1024 * 1024;
/** Smaller answers are sent as they are. */
const worthPackingBytes = 512;

const unpackers = {
  zstd: promisify(zstdDecompress),
  gzip: promisify(gunzip),
} as const;

export type UnpackFault = 'unknown_encoding' | 'too_large' | 'damaged';

/** @param most bytes that may come out */
export async function unpack(
  body: Buffer,
  encoding: string | undefined,
  most: number,
): Promise<Buffer | UnpackFault> {
  if (encoding === undefined || encoding === 'identity') return body.length > most ? 'too_large' : body;
  if (encoding !== 'zstd' && encoding !== 'gzip') return 'unknown_encoding';
  try {
    return await unpackers[encoding](body, { maxOutputLength: most });
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge ? 'too_large' : 'damaged';
  }
}

const packZstd = promisify(zstdCompress);
const packGzip = promisify(gzip);

/** Null where it is not worth it or the other side takes neither. */
export async function pack(
  text: string,
  accepted: string | undefined,
): Promise<{ encoding: 'zstd' | 'gzip'; body: Buffer } | null> {
  const bytes = Buffer.from(text);
  if (bytes.length < worthPackingBytes || accepted === undefined) return null;
  const takes = accepted.split(',').map((one) => one.split(';')[0]?.trim());
  if (takes.includes('zstd')) {
    const body = await packZstd(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 6 } });
    return { encoding: 'zstd', body };
  }
  return takes.includes('gzip') ? { encoding: 'gzip', body: await packGzip(bytes) } : null;
}
