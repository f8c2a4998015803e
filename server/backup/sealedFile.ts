/**
 * The outer shell of a copy: a stream encrypted under a passphrase, in pieces that each prove where
 * they belong, so that memory stays bounded and no piece can be changed, moved, doubled or cut off.
 * It knows nothing of what is inside.
 *
 * Layout: "UIGESRV1", length of the head (4 bytes, big-endian), head (JSON: argon2id's parameters,
 * salt, a value that tells a wrong passphrase), then pieces: length (4 bytes, the highest bit for the
 * last piece), AES-256-GCM of so many bytes, tag (16 bytes). Each file has a key of its own, so a nonce
 * is the number of the piece and whether it is the last. The head is authenticated with every piece.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import { BackupFault } from './fault.ts';

const magic = 'UIGESRV1';
const pieceBytes = 256 * 1024;
const tagBytes = 16;
const longestHead = 4096;
const lastBit = 0x8000_0000;

/** Three passes over 64 MiB, as for a profile's passphrase. What a file may ask for is bounded: it may be anybody's. */
const defaults = { memoryKiB: 64 * 1024, iterations: 3, parallelism: 1 } as const;
const head = z.object({
  kdf: z.literal('argon2id'),
  memoryKiB: z
    .int()
    .min(8)
    .max(1024 * 1024),
  iterations: z.int().min(1).max(20),
  parallelism: z.literal(1),
  salt: z.base64().length(24),
  check: z.base64().length(44),
});
type Head = z.infer<typeof head>;

interface Keys {
  readonly key: Buffer;
  readonly check: Buffer;
}

/** Encrypts a stream of any pieces. */
export async function* sealed(plain: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(16).toString('base64');
  const { key, check } = await keysOf(passphrase, { ...defaults, salt });
  const told: Head = { kdf: 'argon2id', ...defaults, salt, check: check.toString('base64') };
  const headBytes = Buffer.from(JSON.stringify(told));
  yield Buffer.concat([Buffer.from(magic, 'latin1'), wordOf(headBytes.length), headBytes]);
  const bound = boundTo(headBytes);
  let number = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const some of plain) {
    waiting.push(some);
    waitingBytes += some.length;
    if (waitingBytes <= pieceBytes) continue;
    // the last piece is known only when nothing follows, so a full one is kept back
    let whole = Buffer.concat(waiting);
    for (; whole.length > pieceBytes; whole = whole.subarray(pieceBytes)) {
      yield sealPiece(key, bound, number, false, whole.subarray(0, pieceBytes));
      number += 1;
    }
    waiting = [whole];
    waitingBytes = whole.length;
  }
  yield sealPiece(key, bound, number, true, Buffer.concat(waiting));
  key.fill(0);
}

/** Decrypts a file; throws BackupFault where it is not one of ours, not of this passphrase, or not whole. */
export async function* unsealed(file: string, passphrase: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    const headBytes = await readHead(handle);
    const told = parseHead(headBytes);
    const { key, check } = await keysOf(passphrase, told);
    if (!timingSafeEqual(Buffer.from(told.check, 'base64'), check)) throw new BackupFault('passphrase_wrong');
    const bound = boundTo(headBytes);
    for (let number = 0, last = false; !last; number += 1) {
      const word = await read(handle, 4);
      if (word.length < 4) throw new BackupFault('backup_damaged');
      last = word.readUInt32BE() >= lastBit;
      const length = word.readUInt32BE() % lastBit;
      if (length > pieceBytes) throw new BackupFault('backup_damaged');
      const piece = await read(handle, length + tagBytes);
      if (piece.length < length + tagBytes) throw new BackupFault('backup_damaged');
      yield openPiece(key, bound, number, last, piece);
    }
    if ((await read(handle, 1)).length > 0) throw new BackupFault('backup_damaged');
    key.fill(0);
  } finally {
    await handle.close();
  }
}

async function keysOf(
  passphrase: string,
  { memoryKiB, iterations, parallelism, salt }: Omit<Head, 'kdf' | 'check'>,
): Promise<Keys> {
  const bytes = Buffer.from(
    await argon2id({
      // the same passphrase from any keyboard: composed and compatible forms are one
      password: passphrase.normalize('NFKC'),
      salt: Buffer.from(salt, 'base64'),
      memorySize: memoryKiB,
      iterations,
      parallelism,
      hashLength: 64,
      outputType: 'binary',
    }),
  );
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32) };
}

async function readHead(handle: FileHandle): Promise<Buffer> {
  const start = await read(handle, magic.length + 4);
  const length = start.length === magic.length + 4 ? start.readUInt32BE(magic.length) : 0;
  if (start.toString('latin1', 0, magic.length) !== magic || length > longestHead) {
    throw new BackupFault('not_a_backup');
  }
  return read(handle, length);
}

function parseHead(bytes: Buffer): Head {
  try {
    return head.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new BackupFault('not_a_backup');
  }
}

function sealPiece(key: Buffer, bound: Buffer, number: number, last: boolean, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(bound);
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([wordOf(bytes.length + (last ? lastBit : 0)), bytes, cipher.getAuthTag()]);
}

function openPiece(key: Buffer, bound: Buffer, number: number, last: boolean, piece: Buffer): Buffer {
  const end = piece.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: tagBytes })
    .setAAD(bound)
    .setAuthTag(piece.subarray(end));
  try {
    return Buffer.concat([decipher.update(piece.subarray(0, end)), decipher.final()]);
  } catch {
    throw new BackupFault('backup_damaged');
  }
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(last ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

function boundTo(headBytes: Buffer): Buffer {
  return createHash('sha256').update(headBytes).digest();
}

function wordOf(value: number): Buffer {
  const word = Buffer.alloc(4);
  word.writeUInt32BE(value);
  return word;
}

/** So many bytes, or fewer where the file ends. */
async function read(handle: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const { bytesRead } = await handle.read(buffer, got, length - got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return buffer.subarray(0, got);
}
