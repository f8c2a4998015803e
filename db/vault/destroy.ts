/**
 * Destroys a profile for good: first the key file, which alone makes the database readable, and then
 * the database. The key file is overwritten before it is removed; on flash disks an old copy of its
 * blocks may still outlive that, and then the passphrase is what protects it (docs/threat-model.md).
 * The database is not overwritten: without its key it is random bytes already.
 *
 * Nothing here throws: what cannot be removed now must not keep the rest from being removed.
 */
import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { flushFolder } from './atomicFile.ts';
import { databaseFileName, keyFileName } from './keyFile.ts';
import { attemptsFileName } from './throttle.ts';
import { readWipedNote, writeWipedNote } from './wipedNote.ts';

/** The wraps of the key, and a half-written copy of them. False where something of them is still there. */
export function destroyKey(folder: string): boolean {
  const overwritten = filesOf(folder, [keyFileName]).map((path) => tried(() => overwrite(path)));
  return remove(folder, [keyFileName]) && overwritten.every(Boolean);
}

/** The key and the database, which must be closed. False where another program holds one of the files. */
export function destroyAll(folder: string): boolean {
  const keyGone = destroyKey(folder);
  return remove(folder, [databaseFileName, attemptsFileName]) && keyGone;
}

/** At a start: ends a destruction that was cut short. */
export function goOnDestroying(folder: string): void {
  const note = readWipedNote(folder);
  if (note === null || note.done) return;
  if (destroyAll(folder)) writeWipedNote(folder, { ...note, done: true });
}

function remove(folder: string, names: readonly string[]): boolean {
  const removed = filesOf(folder, names).map((path) => tried(() => rmSync(path)));
  return tried(() => flushFolder(folder)) && removed.every(Boolean);
}

/** The files and whatever lies beside them under their names: "-wal", "-shm", ".new". */
function filesOf(folder: string, names: readonly string[]): string[] {
  const belongs = (file: string): boolean =>
    names.some((name) => file === name || file.startsWith(`${name}-`) || file.startsWith(`${name}.`));
  let files: string[] = [];
  tried(() => {
    files = readdirSync(folder);
  });
  return files.filter(belongs).map((file) => join(folder, file));
}

function overwrite(path: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, Buffer.alloc(statSync(path).size), 0, undefined, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function tried(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
