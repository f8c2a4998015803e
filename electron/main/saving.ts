/**
 * Saves a file that the window made, such as a report, where the person wants it. The file appears under
 * its name only when it is whole and on the disk, and for its person alone.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { SaveOutcome } from '#shared/contract/bridge.ts';
import { plainFileName } from '#shared/domain/fileName.ts';

/**
 * @param name the proposed file name; whatever in it is not allowed in a file name is replaced
 * @param title the dialog's title, in the person's language
 */
export async function saveFile(
  window: BrowserWindow,
  title: string,
  name: string,
  content: Uint8Array,
): Promise<SaveOutcome> {
  const extension = path.extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: plainFileName(name),
    filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
  });
  if (canceled || !filePath) return 'cancelled';
  const unfinished = `${filePath}.part`;
  try {
    await writeFile(unfinished, content, { mode: 0o600, flush: true });
    await rename(unfinished, filePath);
    return 'saved';
  } catch (error) {
    await rm(unfinished, { force: true });
    return error instanceof Error && 'code' in error && error.code === 'ENOSPC'
      ? 'disk_full'
      : 'not_writable';
  }
}
