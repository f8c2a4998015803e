/**
 * The key file beside the database: the database's key, wrapped by the passphrase and by the
 * recovery key, never in the clear. What is not secret (language, whose profile) is here too,
 * because the lock screen needs it. Its version is the first thing that is read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Attempt, attempt, failedWith, succeeded } from '../open/failure.ts';
import { writeAtomically } from './atomicFile.ts';
import type { VaultFailure } from './failure.ts';

export const keyFileName = 'profile.json';
export const databaseFileName = 'uige.db';
/** 2: the passphrase's wrap may need a secret of the computer besides. Written only where it does. */
const newestVersion = 2;

const base64 = z.base64();

/** AES-256-GCM: nonce of 12 bytes, the 32 bytes of the key, tag of 16 bytes. */
const wrapped = z.strictObject({ nonce: base64, sealed: base64, tag: base64 });
export type Wrapped = z.infer<typeof wrapped>;

/**
 * Parameters of argon2id, kept with the file so that they can grow. A file that asks for more than any
 * laptop has was not written by this program, and must not stop it.
 */
export const argon2Parameters = z.strictObject({
  memoryKiB: z
    .int()
    .min(8)
    .max(2 * 1024 * 1024),
  iterations: z.int().min(1).max(64),
  parallelism: z.int().min(1).max(16),
});
export type Argon2Parameters = z.infer<typeof argon2Parameters>;

const content = z.strictObject({
  madeAt: z.iso.datetime(),
  /** For the lock screen. */
  shown: z.strictObject({ name: z.string(), language: z.enum(['ru', 'kk', 'en']) }),
  passphrase: z.strictObject({
    argon2: argon2Parameters,
    salt: base64,
    /** Bound to a computer: the secret that is needed besides, as the system's store sealed it. */
    computer: base64.optional(),
    key: wrapped,
  }),
  recovery: z.strictObject({ salt: base64, key: wrapped }),
});
export type KeyFile = z.infer<typeof content>;

const keyFile = content.extend({
  format: z.literal('uige-profile'),
  version: z.int().min(1).max(newestVersion),
});

/** Reads the key file of a profile's folder. */
export function readKeyFile(folder: string): Attempt<KeyFile, VaultFailure> {
  const read = attempt(() => readFileSync(join(folder, keyFileName), 'utf8'));
  if (!read.ok) {
    return read.error.code === 'not_found' ? failedWith({ code: 'no_profile' }) : failedWith(read.error);
  }
  const data = parseJson(read.value);
  const versioned = z.object({ version: z.int() }).safeParse(data);
  if (versioned.success && versioned.data.version > newestVersion)
    return failedWith({ code: 'newer_profile' });
  const parsed = keyFile.safeParse(data);
  if (!parsed.success) return failedWith({ code: 'profile_damaged' });
  const { format: _format, version: _version, ...file } = parsed.data;
  return succeeded(file);
}

/** Writes the key file of a profile's folder: all of it or, whatever happens, none. */
export function writeKeyFile(folder: string, file: KeyFile): void {
  const version = file.passphrase.computer === undefined ? 1 : newestVersion;
  const written = { format: 'uige-profile', version, ...file };
  writeAtomically(join(folder, keyFileName), `${JSON.stringify(written, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
