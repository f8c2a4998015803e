/**
 * What the shell keeps between starts: the window's place, its language and colours. A file that is missing
 * or damaged counts as empty; it holds nothing worth a complaint.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { shellSettingsFrom } from '#shared/contract/bridge.ts';
import { shellFolder } from './locations.ts';

const bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof bounds>;

const shellState = z.object({
  settings: z.unknown().transform(shellSettingsFrom),
  bounds: bounds.optional(),
});
type ShellState = z.infer<typeof shellState>;

const stateFile = path.join(shellFolder, 'window.json');

export function readShellState(): ShellState {
  try {
    return shellState.parse(JSON.parse(readFileSync(stateFile, 'utf8')));
  } catch {
    return { settings: {} };
  }
}

/** Adds the change to what is kept. */
export function keepShellState(change: Partial<ShellState>): void {
  const next = JSON.stringify({ ...readShellState(), ...change });
  try {
    mkdirSync(shellFolder, { recursive: true });
    writeFileSync(`${stateFile}.new`, next);
    renameSync(`${stateFile}.new`, stateFile);
  } catch {
    // A full or read-only disk: the window opens in its default place next time.
  }
}
