/**
 * The file of a bundle (docs/sync-protocol.md §15): sealed for one receiver, signed by its sender, and
 * nothing in clear but a short header. It knows nothing of what is inside. Opening changes nothing and
 * answers content only when the seal and the signature hold.
 *
 * WebCrypto does the work, so that the device and the server share this one way of doing it.
 */
import { concat, equalBytes, sha256, utf8 } from '../bytes.ts';

/** Everything behind the header, bytes. */
export const maxBodyBytes = 64 * 1024 * 1024;
const headerLength = 50;
export const maxBundleBytes = headerLength + maxBodyBytes;

export const bundleFaults = [
  'not_a_bundle',
  'newer',
  'wrong_way',
  'foreign',
  'cut',
  'changed',
  'signer',
  'too_large',
] as const;
export type BundleFault = (typeof bundleFaults)[number];

export type Way = 'to_server' | 'to_device';

/** Raw halves of a key, 32 bytes each. */
export interface RawPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

const magic = utf8('UIGE');
const version = 1;
const wayBytes: Readonly<Record<Way, number>> = { to_server: 1, to_device: 2 };
const at = { version: 4, way: 5, receiver: 6, length: 14, fileKey: 18 } as const;
const signKeyLength = 32;
const signatureLength = 64;
const tagLength = 16;
/** Of a body with nothing in it. */
const leastBody = signKeyLength + signatureLength + tagLength;
const domain = utf8('uige bundle 1\n');

export interface Sealing {
  readonly way: Way;
  /** X25519. */
  readonly receiver: Uint8Array;
  /** Ed25519. */
  readonly sender: RawPair;
}

/** Throws on content that is larger than a bundle may be. */
export async function sealBundle(
  content: Uint8Array,
  { way, receiver, sender }: Sealing,
): Promise<Uint8Array<ArrayBuffer>> {
  const length = leastBody + content.length;
  if (length > maxBodyBytes) throw new RangeError('the content is larger than a bundle may be');
  const made = await crypto.subtle.generateKey('X25519', true, ['deriveBits']);
  if (!('privateKey' in made)) throw new TypeError('X25519 makes a pair');
  const fileKey = new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey));
  const header = headerOf(way, receiver, length, fileKey);
  const signKey = await importPrivate('Ed25519', sender, ['sign']);
  const signed = plain(concat(domain, receiver, header, content));
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', signKey, signed));
  const { key, nonce } = await bodyKey(made.privateKey, receiver, fileKey, receiver, 'encrypt');
  const inside = plain(concat(sender.publicKey, signature, content));
  const body = await crypto.subtle.encrypt(gcm(nonce, header), key, inside);
  return plain(concat(header, new Uint8Array(body)));
}

export interface OpenedBundle {
  /** Ed25519 key that signed; whether it is one to believe is the caller's to say. */
  readonly signedBy: Uint8Array;
  readonly content: Uint8Array;
}

/** Opens what was sealed for this pair (X25519), or says why it cannot be believed. */
export async function openBundle(
  file: Uint8Array,
  way: Way,
  receiver: RawPair,
): Promise<OpenedBundle | BundleFault> {
  const wrong = headerFault(file, way, receiver.publicKey);
  if (wrong !== null) return wrong;
  const header = plain(file.subarray(0, headerLength));
  const fileKey = plain(header.subarray(at.fileKey));
  try {
    const own = await importPrivate('X25519', receiver, ['deriveBits']);
    const { key, nonce } = await bodyKey(own, fileKey, fileKey, receiver.publicKey, 'decrypt');
    const body = plain(file.subarray(headerLength));
    const inside = new Uint8Array(await crypto.subtle.decrypt(gcm(nonce, header), key, body));
    const signedBy = inside.slice(0, signKeyLength);
    const signature = inside.slice(signKeyLength, signKeyLength + signatureLength);
    const content = inside.subarray(signKeyLength + signatureLength);
    const signer = await crypto.subtle.importKey('raw', signedBy, 'Ed25519', false, ['verify']);
    const signed = plain(concat(domain, receiver.publicKey, header, content));
    const holds = await crypto.subtle.verify('Ed25519', signer, signature, signed);
    return holds ? { signedBy, content } : 'signer';
  } catch {
    // a key that is none, or a tag that does not fit
    return 'changed';
  }
}

/** Which way the file goes, by its header alone: for looking through a stick. Null for any other file. */
export function wayOf(file: Uint8Array): Way | null {
  if (file.length < headerLength || !equalBytes(file.subarray(0, magic.length), magic)) return null;
  if (file[at.way] === wayBytes.to_server) return 'to_server';
  return file[at.way] === wayBytes.to_device ? 'to_device' : null;
}

function headerFault(file: Uint8Array, way: Way, receiver: Uint8Array): BundleFault | null {
  const begun = magic.subarray(0, Math.min(magic.length, file.length));
  if (!equalBytes(file.subarray(0, begun.length), begun)) return 'not_a_bundle';
  if (file.length < headerLength) return 'cut';
  if (file[at.version] !== version) return 'newer';
  if (file[at.way] !== wayBytes[way]) return 'wrong_way';
  if (!equalBytes(file.subarray(at.receiver, at.length), keyIdOf(receiver))) return 'foreign';
  const length = viewOf(file).getUint32(at.length);
  if (length > maxBodyBytes) return 'too_large';
  if (file.length < headerLength + length) return 'cut';
  return file.length > headerLength + length || length < leastBody ? 'changed' : null;
}

function headerOf(way: Way, receiver: Uint8Array, length: number, fileKey: Uint8Array): Uint8Array {
  const header = new Uint8Array(headerLength);
  header.set(magic);
  header[at.version] = version;
  header[at.way] = wayBytes[way];
  header.set(keyIdOf(receiver), at.receiver);
  viewOf(header).setUint32(at.length, length);
  header.set(fileKey, at.fileKey);
  return header;
}

function keyIdOf(publicKey: Uint8Array): Uint8Array {
  return sha256(publicKey).subarray(0, 8);
}

/** Key and nonce are of this file alone, so the nonce never repeats under a key. */
async function bodyKey(
  own: CryptoKey,
  other: Uint8Array,
  fileKey: Uint8Array,
  receiver: Uint8Array,
  use: 'encrypt' | 'decrypt',
): Promise<{ readonly key: CryptoKey; readonly nonce: Uint8Array<ArrayBuffer> }> {
  const { subtle } = crypto;
  const otherKey = await subtle.importKey('raw', plain(other), 'X25519', false, []);
  const secret = await subtle.deriveBits({ name: 'X25519', public: otherKey }, own, 256);
  const material = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const salt = plain(concat(fileKey, receiver));
  const info = plain(utf8('uige bundle 1'));
  const derived = new Uint8Array(
    await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, material, 44 * 8),
  );
  const key = await subtle.importKey('raw', derived.slice(0, 32), 'AES-GCM', false, [use]);
  return { key, nonce: derived.slice(32) };
}

function importPrivate(
  curve: 'Ed25519' | 'X25519',
  { publicKey, privateKey }: RawPair,
  uses: KeyUsage[],
): Promise<CryptoKey> {
  const key = { kty: 'OKP', crv: curve, x: urlBase64(publicKey), d: urlBase64(privateKey) };
  return crypto.subtle.importKey('jwk', key, curve, false, uses);
}

function gcm(iv: Uint8Array<ArrayBuffer>, additionalData: Uint8Array): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: plain(additionalData), tagLength: tagLength * 8 };
}

function urlBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes in a buffer of their own kind, as WebCrypto wants them; copied only where they are not. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}
