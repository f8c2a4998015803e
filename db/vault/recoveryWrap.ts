/** The wrap by the printed recovery key, which opens on any computer and needs nothing else. */
import { randomBytes } from 'node:crypto';
import type { KeyFile } from './keyFile.ts';
import { keyOfRecoveryKey, unwrapKey, wrapKey } from './wrap.ts';

const purpose = 'uige key by recovery key';
const saltLength = 16;

/** `recoveryKey` in its one spelling. */
export function wrapByRecoveryKey(key: Uint8Array, recoveryKey: string): KeyFile['recovery'] {
  const salt = randomBytes(saltLength);
  const by = keyOfRecoveryKey(recoveryKey, salt);
  const wrapped = wrapKey(key, by, purpose);
  by.fill(0);
  return { salt: salt.toString('base64'), key: wrapped };
}

/** The database's key, or null for the recovery key of another profile or an older sheet. */
export function openByRecoveryKey(wrap: KeyFile['recovery'], recoveryKey: string): Uint8Array | null {
  const by = keyOfRecoveryKey(recoveryKey, Buffer.from(wrap.salt, 'base64'));
  const key = unwrapKey(wrap.key, by, purpose);
  by.fill(0);
  return key;
}
