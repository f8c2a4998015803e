/**
 * The note that a destroyed profile leaves in its folder: when and why, and what could and could not be
 * handed in. In the clear, because nobody can open anything any more: no name, no id, no word of a case.
 * It is written before anything is destroyed, so that a destruction that was cut short goes on at the
 * next start, without a passphrase.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { attempt } from '../open/failure.ts';
import { writeAtomically } from './atomicFile.ts';

export const wipedFileName = 'wiped.json';

const count = z.int().min(0);
const wipedNote = z.strictObject({
  format: z.literal('uige-wiped'),
  version: z.literal(1),
  as: z.enum(['lost', 'withdrawn']),
  at: z.iso.datetime(),
  language: z.enum(['ru', 'kk', 'en']),
  /** Steps that were handed in after the revocation. */
  handedIn: count,
  /** Steps and documents that the server has not. */
  leftSteps: count,
  leftDocuments: count,
  /** False until everything is destroyed. */
  done: z.boolean(),
  /** The server has heard of it. */
  told: z.boolean(),
});
export type WipedNote = z.infer<typeof wipedNote>;

/** Null where nothing was destroyed here. */
export function readWipedNote(folder: string): WipedNote | null {
  const read = attempt(() => readFileSync(join(folder, wipedFileName), 'utf8'));
  const parsed = wipedNote.safeParse(read.ok ? parseJson(read.value) : null);
  return parsed.success ? parsed.data : null;
}

/** Whatever the disk says, the destruction goes on: a note that cannot be written must not save the key. */
export function writeWipedNote(folder: string, note: Omit<WipedNote, 'format' | 'version'>): void {
  const whole: WipedNote = { format: 'uige-wiped', version: 1, ...note };
  attempt(() => writeAtomically(join(folder, wipedFileName), `${JSON.stringify(whole, null, 2)}\n`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Somebody begins anew in this folder. */
export function forgetWiped(folder: string): void {
  rmSync(join(folder, wipedFileName), { force: true });
}
