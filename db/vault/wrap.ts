/**
 * Wraps the database's key: a key derived from the passphrase or from the recovery key, then AES-256-GCM.
 * Whatever held a key on the way is cleared; a passphrase is a string, which the runtime alone can forget.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import type { Argon2Parameters, Wrapped } from './keyFile.ts';

const keyLength = 32;

/** The same passphrase from any keyboard: composed and compatible forms are one. */
export async function keyOfPassphrase(
  passphrase: string,
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Promise<Uint8Array> {
  return argon2id({
    password: passphrase.normalize('NFKC'),
    salt,
    memorySize: parameters.memoryKiB,
    iterations: parameters.iterations,
    parallelism: parameters.parallelism,
    hashLength: keyLength,
    outputType: 'binary',
  });
}

/** `recoveryKey` in its one spelling, as readRecoveryKey gives it. */
export function keyOfRecoveryKey(recoveryKey: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', recoveryKey, salt, 'uige recovery key', keyLength));
}

/** Of the passphrase's key and a secret of the computer together: neither says anything without the other. */
export function keyWithComputer(byPassphrase: Uint8Array, secret: Uint8Array): Uint8Array {
  return new Uint8Array(
    hkdfSync('sha256', byPassphrase, secret, 'uige passphrase on this computer', keyLength),
  );
}

/** `purpose` is authenticated: a wrap of one kind cannot stand in for the other. */
export function wrapKey(key: Uint8Array, by: Uint8Array, purpose: string): Wrapped {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', by, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The key, or null where `by` is not what wrapped it. */
export function unwrapKey(wrapped: Wrapped, by: Uint8Array, purpose: string): Uint8Array | null {
  const nonce = Buffer.from(wrapped.nonce, 'base64');
  const tag = Buffer.from(wrapped.tag, 'base64');
  const sealed = Buffer.from(wrapped.sealed, 'base64');
  if (nonce.length !== 12 || tag.length !== 16 || sealed.length !== keyLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', by, nonce, { authTagLength: 16 })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag);
  // GCM gives as many bytes as it is given, and nothing more at its end
  const plain = decipher.update(sealed);
  const key = new Uint8Array(plain);
  plain.fill(0);
  try {
    decipher.final();
    return key;
  } catch {
    key.fill(0);
    return null;
  }
}
