/**
 * The wrap by the passphrase: argon2id of it, and where the person has bound the profile to this computer
 * also a secret that the operating system's store keeps. A copied disk then gives nothing to guess at.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import type { Argon2Parameters, KeyFile } from './keyFile.ts';
import { keyOfPassphrase, keyWithComputer, unwrapKey, wrapKey } from './wrap.ts';

const purpose = 'uige key by passphrase';
const saltLength = 16;
const secretLength = 32;

type PassphraseWrap = KeyFile['passphrase'];

/** A secret of the computer, and how its store keeps it. */
export interface ComputerSecret {
  readonly secret: Uint8Array;
  readonly sealed: string;
}

export async function wrapByPassphrase(
  key: Uint8Array,
  passphrase: string,
  argon2: Argon2Parameters,
  computer: ComputerSecret | null,
): Promise<PassphraseWrap> {
  const salt = randomBytes(saltLength);
  const by = await keyFor(passphrase, salt, argon2, computer?.secret ?? null);
  const wrapped = wrapKey(key, by, purpose);
  by.fill(0);
  const bound = computer === null ? {} : { computer: computer.sealed };
  return { argon2, salt: salt.toString('base64'), ...bound, key: wrapped };
}

/** The database's key, or null for a wrong passphrase. */
export async function openByPassphrase(
  wrap: PassphraseWrap,
  passphrase: string,
  computer: ComputerSecret | null,
): Promise<Uint8Array | null> {
  const salt = Buffer.from(wrap.salt, 'base64');
  const by = await keyFor(passphrase, salt, wrap.argon2, computer?.secret ?? null);
  const key = unwrapKey(wrap.key, by, purpose);
  by.fill(0);
  return key;
}

/** The secret that the wrap needs besides the passphrase; `absent` where this computer does not give it. */
export async function secretOf(
  wrap: PassphraseWrap,
  store: ComputerStore | null,
): Promise<ComputerSecret | null | 'absent'> {
  if (wrap.computer === undefined) return null;
  const secret = await store?.open(new Uint8Array(Buffer.from(wrap.computer, 'base64')));
  return secret === null || secret === undefined ? 'absent' : { secret, sealed: wrap.computer };
}

/** A new secret in the store; null where the store refuses, or does not give back what it was given. */
export async function makeSecret(store: ComputerStore): Promise<ComputerSecret | null> {
  if (!(await store.protects())) return null;
  const secret = crypto.getRandomValues(new Uint8Array(secretLength));
  const sealed = await store.seal(secret);
  const back = sealed === null ? null : await store.open(sealed);
  if (sealed === null || back?.length !== secretLength || !timingSafeEqual(back, secret)) return null;
  back.fill(0);
  return { secret, sealed: Buffer.from(sealed).toString('base64') };
}

async function keyFor(
  passphrase: string,
  salt: Uint8Array,
  argon2: Argon2Parameters,
  secret: Uint8Array | null,
): Promise<Uint8Array> {
  const alone = await keyOfPassphrase(passphrase, salt, argon2);
  if (secret === null) return alone;
  const together = keyWithComputer(alone, secret);
  alone.fill(0);
  return together;
}
