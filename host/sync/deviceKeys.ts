/**
 * The device's keys: Ed25519 to sign, X25519 to be written to. Made at enrolment; the private
 * halves never leave the encrypted database.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';
import type { Reader, Writer } from '#db/open/handles.ts';
import { prepare, query } from '#db/open/query.ts';
import { fromBase64, toBase64 } from '#shared/sync/base64.ts';

/** Raw halves of 32 bytes, in base64. */
export const keyPair = z.object({ publicKey: z.base64(), privateKey: z.base64() });
export const deviceKeys = z.object({ sign: keyPair, encrypt: keyPair });
export type DeviceKeys = z.infer<typeof deviceKeys>;

export function makeDeviceKeys(): DeviceKeys {
  return { sign: makePair('ed25519'), encrypt: makePair('x25519') };
}

function makePair(type: 'ed25519' | 'x25519'): z.infer<typeof keyPair> {
  const { publicKey, privateKey } =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  // both encodings end with the 32 raw bytes
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  return { publicKey: toBase64(raw), privateKey: toBase64(secret) };
}

export function signingKey(pair: z.infer<typeof keyPair>): KeyObject {
  return createPrivateKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from(fromBase64(pair.publicKey)).toString('base64url'),
      d: Buffer.from(fromBase64(pair.privateKey)).toString('base64url'),
    },
    format: 'jwk',
  });
}

/** Ed25519, in base64. */
export function signBytes(key: KeyObject, bytes: Uint8Array): string {
  return toBase64(sign(null, bytes, key));
}

export function storeDeviceKeys(writer: Writer, deviceId: string, keys: DeviceKeys, now: Date): void {
  for (const purpose of ['sign', 'encrypt'] as const) {
    writer.insert('device_key', {
      device_id: deviceId,
      purpose,
      public_key: fromBase64(keys[purpose].publicKey),
      private_key: fromBase64(keys[purpose].privateKey),
      made_at: now.toISOString(),
    });
  }
}

const keysOf = prepare<{ deviceId: string }>()((param) =>
  query
    .selectFrom('device_key')
    .select(['purpose', 'public_key', 'private_key'])
    .where('device_id', '=', param('deviceId')),
);

/** Null for a device that was never enrolled. */
export function readDeviceKeys(reader: Reader, deviceId: string): DeviceKeys | null {
  const rows = reader.all(keysOf, { deviceId });
  const pairs = new Map(
    rows.map((row) => [
      row.purpose,
      { publicKey: toBase64(row.public_key), privateKey: toBase64(row.private_key) },
    ]),
  );
  const sign = pairs.get('sign');
  const encrypt = pairs.get('encrypt');
  return sign === undefined || encrypt === undefined ? null : { sign, encrypt };
}
