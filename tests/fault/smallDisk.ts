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
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${smallMiB}m`, 'tmpfs', folder]);
  // a container may forbid it even to root
  if (mounted.status !== 0) return limitedFiles();
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
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
