/** Ed25519 public keys as devices send them (32 raw bytes), and the check of a signature. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Throws on bytes that are no key: checked at enrolment. */
export function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
    format: 'jwk',
  });
}

export function signatureHolds(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, key, signature);
}
