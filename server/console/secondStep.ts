/**
 * The second step at signing in: time-based codes (RFC 6238: SHA-1, six digits, thirty seconds, as
 * every authenticator app makes them), one step of a slow clock either way, and no code twice.
 * Ten recovery codes stand in for a lost telephone, each once.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

export const stepSeconds = 30;
const recoveryCodes = 10;

export function newSecret(): Uint8Array {
  return new Uint8Array(randomBytes(20));
}

/** What the QR code holds, and the secret for typing. */
export function enrolmentOf(
  secret: Uint8Array,
  login: string,
  server: string,
): { secret: string; uri: string } {
  const totp = totpOf(secret, login, server);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step that a code is of, or null; a step up to `lastStep` has been used. */
export function stepOf(secret: Uint8Array, code: string, lastStep: number, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret, '', '').validate({ token, timestamp, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / stepSeconds) + delta;
  return step > lastStep ? step : null;
}

function totpOf(secret: Uint8Array, label: string, issuer: string): TOTP {
  return new TOTP({
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    label,
    issuer,
  });
}

/** Takes a code of the app or a recovery code, for good. */
export async function takeCode(
  tx: Tx,
  account: Tables['account'],
  code: string,
  now: Date,
): Promise<boolean> {
  if (account.totp_secret === null) return false;
  const step = stepOf(account.totp_secret, code, account.totp_last_step, now);
  const { person_id } = account;
  if (step !== null) {
    await tx.update('account', [{ person_id, totp_last_step: step }]);
    return true;
  }
  return (await tx.remove('recovery_code', [{ person_id, code_hash: recoveryHash(person_id, code) }])) > 0;
}

/** New recovery codes in the place of all old ones: fifty random bits each. */
export async function makeRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => plainCode());
  await dropRecoveryCodes(tx, personId);
  await tx.insert(
    'recovery_code',
    codes.map((code) => ({ person_id: personId, code_hash: recoveryHash(personId, code) })),
  );
  return codes;
}

export async function dropRecoveryCodes(tx: Tx, personId: string): Promise<void> {
  const old = await tx.select('recovery_code', {
    columns: ['person_id', 'code_hash'],
    where: { person_id: personId },
  });
  await tx.remove('recovery_code', old);
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function plainCode(): string {
  const letters = [...randomBytes(10)].map((byte) => alphabet[byte & 31]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** As a person types it: case, blanks and hyphens do not matter; O is 0, I and L are 1. */
function recoveryHash(personId: string, code: string): Uint8Array {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(`uige recovery code ${personId} ${plain}`).digest();
}
