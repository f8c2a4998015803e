/** Whether a source has changed: by content, not by date, so that a checkout of an older state counts. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inCheckout } from './bootstrap/places.js';

/** A digest of every file in the folders and of the packages' versions. */
export async function digestOfSources(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(inCheckout('package-lock.json')));
  for (const folder of folders) {
    const entries = await readdir(inCheckout(folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      hash.update(file.slice(inCheckout().length));
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex');
}
