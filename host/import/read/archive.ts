/**
 * Looks into a packed file (xlsx, ods) before anything parses it: what its parts unfold to,
 * whether they are whole, whether they are encrypted. A small file can unfold to gigabytes,
 * so every part is unfolded once with its declared size as the limit: a part that lies is found.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { readLimits } from './limits.ts';
import { type ReadResult, refused } from './result.ts';

export interface Archive {
  readonly names: ReadonlySet<string>;
  /** Text of a small part, or null where there is none. */
  text(name: string): string | null;
}

interface Part {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

const endSignature = 0x06054b50;
const partSignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Opens and checks an archive; a refusal is the answer to give. */
export function openArchive(bytes: Buffer): Archive | (ReadResult & { ok: false }) {
  const parts = partsOf(bytes);
  if (parts === null) return refused('file_damaged');
  const total = parts.reduce((sum, part) => sum + part.unpacked, 0);
  if (total > readLimits.unpackedBytes || parts.length > readLimits.packedParts) {
    return refused('file_too_large', sizes(total));
  }
  if (parts.some(({ flags }) => (flags & 1) !== 0)) return refused('file_encrypted');
  for (const part of parts) {
    const state = check(bytes, part);
    if (state !== 'whole')
      return state === 'lies' ? refused('file_too_large', sizes(total)) : refused('file_damaged');
  }
  return {
    names: new Set(parts.map(({ name }) => name)),
    text: (name) => {
      const part = parts.find((candidate) => candidate.name === name);
      return part === undefined || part.unpacked > 2 ** 22 ? null : unpack(bytes, part).toString('utf8');
    },
  };
}

function sizes(total: number): Record<string, number> {
  return { megabytes: Math.ceil(total / 2 ** 20), limit: readLimits.unpackedBytes / 2 ** 20 };
}

function check(bytes: Buffer, part: Part): 'whole' | 'damaged' | 'lies' {
  try {
    const content = unpack(bytes, part);
    return content.length === part.unpacked && crc32(content) === part.crc ? 'whole' : 'damaged';
  } catch (error) {
    const tooLong = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return tooLong ? 'lies' : 'damaged';
  }
}

/** Throws where the part is not whole or longer than it says. */
function unpack(bytes: Buffer, part: Part): Buffer {
  if (bytes.readUInt32LE(part.at) !== localSignature) throw new Error('no part where the directory says');
  const start = part.at + 30 + bytes.readUInt16LE(part.at + 26) + bytes.readUInt16LE(part.at + 28);
  const packed = bytes.subarray(start, start + part.packed);
  if (packed.length !== part.packed) throw new Error('part cut short');
  if (part.method === 0) return packed;
  if (part.method !== 8) throw new Error('unknown packing');
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, part.unpacked) });
}

/** The central directory, or null where it is not whole. */
function partsOf(bytes: Buffer): Part[] | null {
  const end = endOf(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  const parts: Part[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== partSignature) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    parts.push({
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function endOf(bytes: Buffer): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
    if (bytes.readUInt32LE(at) === endSignature) return at;
  }
  return null;
}
