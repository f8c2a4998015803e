/**
 * An encrypted copy of a profile in one file, and the way back. The copy holds the key file and the
 * database under the same key, so the passphrase (or the recovery key) of the day opens it; nothing
 * in it is in the clear. A copy that is restored and used beside its original is a fork, which the
 * server notices.
 *
 * Layout: "UIGEBAK1", length of the key file (4 bytes, big-endian), key file, database.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Attempt, attempt, failedWith, type StorageFailure, succeeded } from '../open/failure.ts';
import type { Writer } from '../open/handles.ts';
import { databaseFileName, keyFileName, readKeyFile } from '../vault/keyFile.ts';

const magic = 'UIGEBAK1';
const headLength = magic.length + 4;
const chunkLength = 1024 * 1024;
const longestKeyFile = 64 * 1024;

/** Copies the open profile in `folder` to the file `target`, in place of an older copy. */
export function writeBackup(writer: Writer, folder: string, target: string): Attempt<{ bytes: number }> {
  const copy = `${target}.database`;
  const beside = `${target}.new`;
  const written = attempt(() => {
    rmSync(copy, { force: true });
    rmSync(beside, { force: true });
    writer.copyInto(copy);
    const keyFile = readFileSync(join(folder, keyFileName));
    const head = Buffer.alloc(headLength);
    head.write(magic, 'latin1');
    head.writeUInt32BE(keyFile.length, magic.length);
    const file = openSync(beside, 'wx', 0o600);
    try {
      writeSync(file, head);
      writeSync(file, keyFile);
      append(copy, 0, file);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, target);
    return { bytes: statSync(target).size };
  });
  rmSync(copy, { force: true });
  rmSync(beside, { force: true });
  return written;
}

export type RestoreFailure = { readonly code: 'not_a_backup' | 'profile_exists' } | StorageFailure;

/** Unpacks a copy into an empty folder. Whether the database is whole shows when it is unlocked. */
export function readBackup(source: string, folder: string): Attempt<null, RestoreFailure> {
  if (existsSync(join(folder, keyFileName)) || existsSync(join(folder, databaseFileName))) {
    return failedWith({ code: 'profile_exists' });
  }
  const unpacked = attempt(() => unpack(source, folder));
  if (unpacked.ok && unpacked.value && readKeyFile(folder).ok) return succeeded(null);
  for (const name of [keyFileName, databaseFileName]) rmSync(join(folder, name), { force: true });
  return unpacked.ok ? failedWith({ code: 'not_a_backup' }) : unpacked;
}

/** False for a file that is no copy of ours. The key file is written last: it makes the folder a profile. */
function unpack(source: string, folder: string): boolean {
  const file = openSync(source, 'r');
  try {
    const head = Buffer.alloc(headLength);
    readSync(file, head, 0, headLength, 0);
    const length = head.readUInt32BE(magic.length);
    if (head.toString('latin1', 0, magic.length) !== magic || length > longestKeyFile) return false;
    const keyFile = Buffer.alloc(length);
    readSync(file, keyFile, 0, length, headLength);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const database = openSync(join(folder, databaseFileName), 'wx', 0o600);
    try {
      append(source, headLength + length, database);
      fsyncSync(database);
    } finally {
      closeSync(database);
    }
    const key = openSync(join(folder, keyFileName), 'wx', 0o600);
    try {
      writeSync(key, keyFile);
      fsyncSync(key);
    } finally {
      closeSync(key);
    }
    return true;
  } finally {
    closeSync(file);
  }
}

/** Appends a file from an offset to an open one, piece by piece. */
function append(source: string, from: number, to: number): void {
  const file = openSync(source, 'r');
  try {
    const chunk = Buffer.alloc(chunkLength);
    for (let at = from; ; ) {
      const read = readSync(file, chunk, 0, chunkLength, at);
      if (read === 0) return;
      writeSync(to, chunk, 0, read);
      at += read;
    }
  } finally {
    closeSync(file);
  }
}
