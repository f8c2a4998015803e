/**
 * The device's token (docs/sync-protocol.md §3): short, signed by the device itself, good for
 * one procedure and one body. The server keeps no session.
 */
import { createHash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Reads } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { publicKeyOf } from './ed25519.ts';
import { isId } from './id.ts';

/** Greatest age, greatest validity and greatest difference of clocks, in seconds. */
const windowSeconds = 120;

export interface Caller {
  readonly deviceId: string;
  readonly personId: string;
  readonly signKey: Uint8Array;
  readonly revokedAs: 'lost' | 'withdrawn' | null;
  /** For one that is revoked: what it knows its revocation by. */
  readonly revocationSecret: Uint8Array | null;
}

export type TokenFault = 'missing' | 'malformed' | 'unknown_device' | 'refused' | 'other_request';

export interface TokenCheck {
  readonly authorization: string | undefined;
  /** The procedure that is called, e.g. "push". */
  readonly act: string;
  /** The unpacked body. */
  readonly body: Uint8Array;
  readonly audience: string;
  readonly now: Date;
}

export async function checkToken(reads: Reads, check: TokenCheck): Promise<Caller | TokenFault> {
  const token = tokenIn(check.authorization);
  if (token === null) return 'missing';
  const deviceId = subjectOf(token);
  if (deviceId === null) return 'malformed';
  const [device] = await reads.select('device', {
    columns: callerColumns,
    where: { device_id: deviceId },
  });
  if (device === undefined) return 'unknown_device';
  const payload = await signedWith(device.sign_key, token, check);
  if (payload === null) return 'refused';
  const body = createHash('sha256').update(check.body).digest('base64url');
  if (payload.act !== check.act || payload.bod !== body) return 'other_request';
  return callerOf(device);
}

export const callerColumns = [
  'device_id',
  'person_id',
  'sign_key',
  'revoked_as',
  'revocation_secret',
] as const;

export function callerOf(device: Pick<Tables['device'], (typeof callerColumns)[number]>): Caller {
  return {
    deviceId: device.device_id,
    personId: device.person_id,
    signKey: device.sign_key,
    revokedAs: device.revoked_as,
    revocationSecret: device.revocation_secret,
  };
}

/**
 * Whether a device of this server made the token, whatever for and whenever: asked before much is read
 * (http/bodies.ts). When it was made says nothing here: a laptop whose clock is wrong has to be read, or it would
 * never hear from `checkToken` what time it is.
 */
export async function isFromDevice(
  reads: Reads,
  check: Pick<TokenCheck, 'authorization' | 'audience'>,
): Promise<boolean> {
  const token = tokenIn(check.authorization);
  const deviceId = token === null ? null : subjectOf(token);
  if (token === null || deviceId === null) return false;
  const [device] = await reads.select('device', { columns: ['sign_key'], where: { device_id: deviceId } });
  const now = new Date((issuedIn(token) ?? 0) * 1000);
  return device !== undefined && (await signedWith(device.sign_key, token, { ...check, now })) !== null;
}

function tokenIn(authorization: string | undefined): string | null {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? null;
}

/** What the token says, if it is signed with this key, for this server and now. */
async function signedWith(
  signKey: Uint8Array,
  token: string,
  { audience, now }: Pick<TokenCheck, 'audience' | 'now'>,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, publicKeyOf(signKey), {
      algorithms: ['EdDSA', 'Ed25519'],
      audience,
      currentDate: now,
      clockTolerance: windowSeconds,
      maxTokenAge: windowSeconds,
      requiredClaims: ['exp', 'iat', 'act', 'bod'],
    });
    return (payload.exp ?? 0) - (payload.iat ?? 0) > windowSeconds ? null : payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** When the token says it was made, in seconds since 1970. */
function issuedIn(token: string): number | undefined {
  try {
    return decodeJwt(token).iat;
  } catch {
    return undefined;
  }
}

function subjectOf(token: string): string | null {
  try {
    const { sub } = decodeJwt(token);
    return sub !== undefined && isId(sub) ? sub : null;
  } catch {
    return null;
  }
}
