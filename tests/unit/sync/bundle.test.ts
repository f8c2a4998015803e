import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { toBase64 } from '#shared/sync/base64.ts';
import { ContentWriter, readContent, Unreadable } from '#shared/sync/bundle/content.ts';
import { bundleFaults, openBundle, type RawPair, sealBundle, wayOf } from '#shared/sync/bundle/envelope.ts';
import { bytesIn, piecesOf } from '#shared/sync/bundle/pieces.ts';
import { concat, equalBytes, utf8 } from '#shared/sync/bytes.ts';

const name = 'Айгүл Сапарова';
const office = pairOf('x25519');
const otherOffice = pairOf('x25519');
const laptop = pairOf('ed25519');
let file: Uint8Array;

beforeAll(async () => {
  const writer = new ContentWriter();
  await writer.add({ what: 'note', name });
  file = await sealBundle(writer.content(), {
    way: 'to_server',
    receiver: office.publicKey,
    sender: laptop,
  });
});

function pairOf(type: 'x25519' | 'ed25519'): RawPair {
  const { publicKey, privateKey } =
    type === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('ed25519');
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)),
    privateKey: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32)),
  };
}

async function messagesIn(content: Uint8Array): Promise<unknown[]> {
  const messages: unknown[] = [];
  for await (const message of readContent(content)) messages.push(message);
  return messages;
}

test('the receiver reads what was put in, and who put it in', async () => {
  const opened = await openBundle(file, 'to_server', office);
  if (typeof opened === 'string') throw new Error(opened);
  expect(equalBytes(opened.signedBy, laptop.publicKey)).toBe(true);
  expect(await messagesIn(opened.content)).toEqual([{ what: 'note', name }]);
});

test('the file says which way it goes, and tells no name and no sender', () => {
  expect(wayOf(file)).toBe('to_server');
  const bytes = Buffer.from(file);
  expect(bytes.includes(Buffer.from(name))).toBe(false);
  expect(bytes.includes(Buffer.from(laptop.publicKey))).toBe(false);
  expect(bytes.includes(Buffer.from('note'))).toBe(false);
});

test('nobody else can open it, and nobody takes it for the other way', async () => {
  expect(await openBundle(file, 'to_server', otherOffice)).toBe('foreign');
  expect(await openBundle(file, 'to_device', office)).toBe('wrong_way');
});

test('cut at any byte it is refused as cut', async () => {
  for (let length = 0; length < file.length; length += 1) {
    expect(await openBundle(file.slice(0, length), 'to_server', office), `${length} bytes`).toBe('cut');
  }
});

test('changed at any byte it is refused, and beyond the header as changed', async () => {
  const header = 18;
  for (let at = 0; at < file.length; at += 1) {
    const changed = file.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    const fault = await openBundle(changed, 'to_server', office);
    expect(bundleFaults, `byte ${at}`).toContain(fault);
    if (at >= header) expect(fault, `byte ${at}`).toBe('changed');
  }
});

test('with something behind it, or of another format, it is refused', async () => {
  const longer = new Uint8Array(file.length + 1);
  longer.set(file);
  expect(await openBundle(longer, 'to_server', office)).toBe('changed');
  expect(await openBundle(utf8('PK\u0003\u0004 a spreadsheet'), 'to_server', office)).toBe('not_a_bundle');
  const newer = file.slice();
  newer[4] = 2;
  expect(await openBundle(newer, 'to_server', office)).toBe('newer');
  const larger = file.slice();
  larger[14] = 0xff;
  expect(await openBundle(larger, 'to_server', office)).toBe('too_large');
});

test('one that names a key it was not signed with is refused', async () => {
  const sealing = { way: 'to_server', receiver: office.publicKey, sender: laptop } as const;
  const otherHand = new Uint8Array(64).fill(7).buffer;
  const signing = vi.spyOn(crypto.subtle, 'sign').mockResolvedValueOnce(otherHand);
  const sealed = await sealBundle(utf8('x'), sealing);
  signing.mockRestore();
  expect(await openBundle(sealed, 'to_server', office)).toBe('signer');
});

test('any messages come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 8 }), async (put) => {
      const writer = new ContentWriter();
      for (const message of put) await writer.add(message);
      expect(JSON.stringify(await messagesIn(writer.content()))).toBe(JSON.stringify(put));
    }),
    { numRuns: 50 },
  );
});

test('content that is none is told from content', async () => {
  await expect(messagesIn(utf8('xx'))).rejects.toBeInstanceOf(Unreadable);
  await expect(messagesIn(new Uint8Array([0, 0, 0, 9, 1]))).rejects.toBeInstanceOf(Unreadable);
  await expect(messagesIn(new Uint8Array([0, 0, 0, 1, 1]))).rejects.toBeInstanceOf(Unreadable);
});

test('messages that belong together are put in together, or not at all', async () => {
  const spare = 64 * 1024;
  const writer = new ContentWriter(spare + 3000);
  const message = (bytes: number) => ({ random: randomBytes(bytes).toString('base64') });
  expect(await writer.addAllIfTheyFit([message(1000), message(500)])).toBe(true);
  expect(await writer.addAllIfTheyFit([message(10), message(2000)])).toBe(false);
  expect(await writer.addIfItFits(message(1000))).toBe(true);
  expect(await messagesIn(writer.content())).toHaveLength(3);
});

test('a document is cut and read as it is; what is no piece of it is told', () => {
  const named = { feed: crypto.randomUUID(), sha256: 'ab'.repeat(32) };
  const content = new Uint8Array(randomBytes(600 * 1024));
  const pieces = [...piecesOf(named, content)];
  expect(pieces.map((piece) => piece.at)).toEqual([0, 256 * 1024, 512 * 1024]);
  expect(concat(...pieces.map((piece) => bytesIn(piece) ?? new Uint8Array()))).toEqual(content);
  const [piece] = pieces;
  if (piece === undefined) throw new Error('no piece');
  const large = toBase64(new Uint8Array(257 * 1024));
  const wrong = [{ bytes: '' }, { bytes: 'нет' }, { at: -1 }, { at: 500 * 1024 }, { bytes: large }];
  for (const change of wrong)
    expect(bytesIn({ ...piece, ...change }), JSON.stringify(change).slice(0, 40)).toBeNull();
});

test('a message that unpacks to more than any of ours is not unpacked', async () => {
  const writer = new ContentWriter();
  await writer.add({ what: 'x'.repeat(17 * 1024 * 1024) });
  await expect(messagesIn(writer.content())).rejects.toBeInstanceOf(Unreadable);
});
