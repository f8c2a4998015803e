import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BackupFault } from '#server/backup/fault.ts';
import { sealed, unsealed } from '#server/backup/sealedFile.ts';

const passphrase = 'ключ от копии';
const folder = mkdtempSync(path.join(tmpdir(), 'uige-sealed-'));
const file = path.join(folder, 'copy');
/** Three pieces, the last one short. */
const content = Buffer.alloc(600_000, 'дом');
let whole: Buffer;

async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function faultOf(bytes: Uint8Array, key = passphrase): Promise<string> {
  writeFileSync(file, bytes);
  try {
    await buffer(unsealed(file, key));
    return 'none';
  } catch (error) {
    if (error instanceof BackupFault) return error.code;
    throw error;
  }
}

beforeAll(async () => {
  whole = await buffer(sealed(inParts(content, 70_001), passphrase));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('what is sealed comes out again, and nothing of it can be read in the file', async () => {
  writeFileSync(file, whole);
  expect((await buffer(unsealed(file, passphrase))).equals(content)).toBe(true);
  expect(readFileSync(file).includes('дом')).toBe(false);
});

test('an empty copy is a copy', async () => {
  const empty = await buffer(sealed(inParts(Buffer.alloc(0), 1), passphrase));
  expect(await faultOf(empty)).toBe('none');
});

test('another passphrase, another file and an empty one are told apart', async () => {
  expect(await faultOf(whole, 'не тот ключ')).toBe('passphrase_wrong');
  expect(await faultOf(Buffer.from('{"steps":[]}'))).toBe('not_a_backup');
  expect(await faultOf(Buffer.alloc(0))).toBe('not_a_backup');
});

test('a file that is cut, lengthened or changed at any place is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.constantFrom('cut', 'changed'), async (at, how) => {
      const bytes = Buffer.from(how === 'cut' ? whole.subarray(0, at) : whole);
      if (how === 'changed') bytes.writeUInt8((bytes.readUInt8(at) + 1) % 256, at);
      expect(await faultOf(bytes)).not.toBe('none');
    }),
    { numRuns: 8 },
  );
  expect(await faultOf(Buffer.concat([whole, Buffer.from([0])]))).toBe('backup_damaged');
});

test('pieces in another order, or one of them left out, are refused', async () => {
  const start = 12 + whole.readUInt32BE(8);
  const length = 4 + 256 * 1024 + 16;
  const [first, second, rest] = [0, 1, 2].map((at) =>
    whole.subarray(start + at * length, at === 2 ? whole.length : start + (at + 1) * length),
  );
  const head = whole.subarray(0, start);
  if (first === undefined || second === undefined || rest === undefined) throw new Error('three pieces');
  expect(await faultOf(Buffer.concat([head, first, second, rest]))).toBe('none');
  expect(await faultOf(Buffer.concat([head, second, first, rest]))).toBe('backup_damaged');
  expect(await faultOf(Buffer.concat([head, first, rest]))).toBe('backup_damaged');
  expect(await faultOf(Buffer.concat([head, first, second]))).toBe('backup_damaged');
});
