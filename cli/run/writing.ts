/**
 * Writes a file that leaves the program, such as a report: it appears under its name only when it is whole
 * and on the disk, for its person alone. A file of the same name is replaced by it, never half of it.
 */
import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, Refused } from './failure.ts';
import type { Tool } from './tool.ts';

/** Makes the folder where it is missing; one that cannot be written to is told before the work, not after it. */
export async function writableFolder(folder: string, tool: Pick<Tool, 't'>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    refuse(error, path.resolve(folder), tool);
  }
}

/** @returns the file's absolute path */
export async function writeWhole(folder: string, file: File, tool: Pick<Tool, 't'>): Promise<string> {
  const place = path.resolve(folder, path.basename(file.name));
  const unfinished = path.join(path.dirname(place), `.${randomUUID()}.part`);
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(new Uint8Array(await file.arrayBuffer()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, place);
    return place;
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return refuse(error, path.dirname(place), tool);
  }
}

function refuse(error: unknown, folder: string, { t }: Pick<Tool, 't'>): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') fail('disk_full');
  throw new Refused('not_writable', t('cli.notWritable', { folder }));
}
