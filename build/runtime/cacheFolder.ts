/**
 * Where large downloads are kept: outside the checkout, so that a second clone does not fetch them again;
 * inside it (.cache/) where the person's own cache folder cannot be written.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { inCheckout } from '../bootstrap/places.js';

/** The cache folder, made if missing: $XDG_CACHE_HOME/uige, ~/.cache/uige or .cache/ of the checkout. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return writable(path.join(base, 'uige')) ?? writable(inCheckout('.cache')) ?? inCheckout('.cache');
}

function writable(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
}
