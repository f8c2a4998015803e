/**
 * A place that runs full. As root a small disk in memory, which fails as a real one does; for anybody else
 * a limit on the size of files for one process, which SQLite meets in the same place.
 */
import { spawnSync } from 'node:child_process';

export interface SmallDisk {
  /** Stands before the command of the process that shall run out of space. */
  readonly before: readonly string[];
  /** Makes space again, for a process that goes on. */
  grow(pid: number): void;
  remove(): void;
}

const smallMiB = 3;
const largeMiB = 64;

/** @param folder an empty folder */
export function smallDisk(folder: string): SmallDisk {
  if (process.getuid?.() !== 0) return limitedFiles();
  const mounted = run('mount', ['-t', 'tmpfs', '-o', `size=${smallMiB}m`, 'tmpfs', folder]);
  // a container may forbid it even to root
  if (mounted !== null) return limitedFiles();
  return {
    before: [],
    grow: () => done('mount', ['-o', `remount,size=${largeMiB}m`, folder]),
    remove: () => done('umount', ['--lazy', folder]),
  };
}

function limitedFiles(): SmallDisk {
  const bytes = smallMiB * 1024 * 1024;
  return {
    before: ['prlimit', `--fsize=${bytes}:`],
    grow: (pid) => done('prlimit', ['--pid', String(pid), `--fsize=${largeMiB * 1024 * 1024}:`]),
    remove: () => undefined,
  };
}

function done(command: string, args: readonly string[]): void {
  const fault = run(command, args);
  if (fault !== null) throw new Error(`${command}: ${fault}`);
}

/** What went wrong; null when nothing did. */
function run(command: string, args: readonly string[]): string | null {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr);
}
