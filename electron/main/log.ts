/**
 * The shell's log: one JSON line an event, in the shell's folder. Events and details are from closed lists,
 * numbers and codes only, so that no name, path or text of a case can slip in.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { shellFolder } from './locations.ts';

export type ShellEvent =
  | 'app.started'
  | 'app.quitting'
  | 'host.started'
  | 'host.exited'
  | 'host.gaveUp'
  | 'window.crashed'
  | 'navigation.refused'
  | 'permission.refused'
  | 'message.refused';

const logFile = path.join(shellFolder, 'shell.log');
const largestLog = 1024 * 1024;

export function log(event: ShellEvent, details: Readonly<Record<string, number | boolean>> = {}): void {
  const line = JSON.stringify({ at: new Date().toISOString(), event, ...details });
  try {
    mkdirSync(shellFolder, { recursive: true });
    if (sizeOf(logFile) > largestLog) renameSync(logFile, `${logFile}.1`);
    appendFileSync(logFile, `${line}\n`);
  } catch {
    // A full or read-only disk must not stop the app because of its log.
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
