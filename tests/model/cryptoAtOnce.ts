/**
 * WebCrypto without waiting, as far as a bundle needs it: the same algorithms, by the runtime's functions that
 * answer at once. A story in memory shall not wait for other threads: it would take as long again. The stories
 * on real databases seal with the real one.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

type Held = { readonly secret: Uint8Array } | { readonly key: KeyObject };
type Curve = 'Ed25519' | 'X25519';

/** Stands where a CryptoKey stands. */
class Key {
  readonly held: Held;
  constructor(held: Held) {
    this.held = held;
  }
  get key(): KeyObject {
    if (!('key' in this.held)) throw new TypeError('not a key of a curve');
    return this.held.key;
  }
  get secret(): Uint8Array {
    if (!('secret' in this.held)) throw new TypeError('not a secret');
    return this.held.secret;
  }
}

const subtle = {
  generateKey: async () => {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    return { publicKey: new Key({ key: publicKey }), privateKey: new Key({ key: privateKey }) };
  },
  exportKey: async (_format: 'raw', key: Key) =>
    bufferOf(key.key.export({ type: 'spki', format: 'der' }).subarray(-32)),
  importKey: async (
    format: 'raw' | 'jwk',
    data: Uint8Array | JsonWebKey,
    algorithm: Curve | 'HKDF' | 'AES-GCM',
  ) => {
    if (!(data instanceof Uint8Array) && !(data instanceof ArrayBuffer)) {
      return new Key({ key: createPrivateKey({ key: { ...data }, format: 'jwk' }) });
    }
    const bytes = new Uint8Array(data);
    if (format === 'jwk') throw new TypeError('bytes are no JWK');
    if (algorithm === 'HKDF' || algorithm === 'AES-GCM') return new Key({ secret: bytes });
    const x = Buffer.from(bytes).toString('base64url');
    return new Key({ key: createPublicKey({ key: { kty: 'OKP', crv: algorithm, x }, format: 'jwk' }) });
  },
  sign: async (_curve: 'Ed25519', key: Key, bytes: Uint8Array) => bufferOf(sign(null, bytes, key.key)),
  verify: async (_curve: 'Ed25519', key: Key, signature: Uint8Array, bytes: Uint8Array) =>
    verify(null, bytes, key.key, signature),
  deriveBits: async (
    how: { name: 'X25519'; public: Key } | { name: 'HKDF'; salt: Uint8Array; info: Uint8Array },
    own: Key,
    bits: number,
  ) =>
    how.name === 'HKDF'
      ? hkdfSync('sha256', own.secret, how.salt, how.info, bits / 8)
      : bufferOf(diffieHellman({ privateKey: own.key, publicKey: how.public.key })),
  encrypt: async ({ iv, additionalData }: AesGcmParams, key: Key, inside: Uint8Array) => {
    const cipher = createCipheriv('aes-256-gcm', key.secret, viewOf(iv));
    if (additionalData !== undefined) cipher.setAAD(viewOf(additionalData));
    return bufferOf(Buffer.concat([cipher.update(inside), cipher.final(), cipher.getAuthTag()]));
  },
  decrypt: async ({ iv, additionalData }: AesGcmParams, key: Key, sealed: Uint8Array) => {
    const cipher = createDecipheriv('aes-256-gcm', key.secret, viewOf(iv));
    if (additionalData !== undefined) cipher.setAAD(viewOf(additionalData));
    cipher.setAuthTag(sealed.subarray(-16));
    return bufferOf(Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]));
  },
};

/** For the whole thread: call it where nothing but stories in memory runs. */
export function sealAtOnce(): void {
  Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle });
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function viewOf(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
