/** Folders of the bench: what is kept for the next run, and what goes when this one ends. On the checkout's own disk. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/** A folder that stays; it may not exist yet. */
export function keptFolder(name: string): string {
  mkdirSync(cache, { recursive: true });
  return path.join(cache, name);
}

/** Runs work in a folder of its own and removes it. */
export async function inNewFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, `run-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what runs left that were interrupted; those of a run that goes on stay. */
export function removeLeftovers(): void {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const owner = /^run-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(path.join(cache, name), { recursive: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
