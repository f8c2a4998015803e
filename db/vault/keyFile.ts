/**
 * The key file beside the database: the database's key, wrapped by the passphrase and by the
 * recovery key, never in the clear. What is not secret (language, whose profile) is here too,
 * because the lock screen needs it. Its version is the first thing that is read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Attempt, attempt, failedWith, succeeded } from '../open/failure.ts';
import type { VaultFailure } from './failure.ts';

export const keyFileName = 'profile.json';
export const databaseFileName = 'uige.db';
export const keyFileVersion = 1;

const base64 = z.base64();

/** AES-256-GCM: nonce of 12 bytes, the 32 bytes of the key, tag of 16 bytes. */
const wrapped = z.strictObject({ nonce: base64, sealed: base64, tag: base64 });
export type Wrapped = z.infer<typeof wrapped>;

/** Parameters of argon2id, kept with the file so that they can grow. */
export const argon2Parameters = z.strictObject({
  memoryKiB: z.int().min(8),
  iterations: z.int().min(1),
  parallelism: z.int().min(1),
});
export type Argon2Parameters = z.infer<typeof argon2Parameters>;

const keyFile = z.strictObject({
  format: z.literal('uige-profile'),
  version: z.literal(keyFileVersion),
  madeAt: z.iso.datetime(),
  /** For the lock screen. */
  shown: z.strictObject({ name: z.string(), language: z.enum(['ru', 'kk', 'en']) }),
  passphrase: z.strictObject({ argon2: argon2Parameters, salt: base64, key: wrapped }),
  recovery: z.strictObject({ salt: base64, key: wrapped }),
});
export type KeyFile = z.infer<typeof keyFile>;

/** Reads the key file of a profile's folder. */
export function readKeyFile(folder: string): Attempt<KeyFile, VaultFailure> {
  const read = attempt(() => readFileSync(join(folder, keyFileName), 'utf8'));
  if (!read.ok) {
    return read.error.code === 'not_found' ? failedWith({ code: 'no_profile' }) : failedWith(read.error);
  }
  const data = parseJson(read.value);
  const versioned = z.object({ version: z.int() }).safeParse(data);
  if (versioned.success && versioned.data.version > keyFileVersion)
    return failedWith({ code: 'newer_profile' });
  const parsed = keyFile.safeParse(data);
  return parsed.success ? succeeded(parsed.data) : failedWith({ code: 'profile_damaged' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
