/**
 * A place that runs full. As root a small disk in memory, which fails as a real one does; for anybody else
 * a limit on the size of files for one process, which SQLite meets in the same place.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

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

/** The disk of a PostgreSQL, roomy until others take the room. */
export interface SharedDisk {
  /** From now on there is a mebibyte left. */
  fill(): void;
  empty(): void;
  remove(): void;
}

/** @param folder an empty folder in which a server will put its PostgreSQL */
export function sharedDisk(folder: string): SharedDisk {
  const roomy = 'size=2g';
  const mounted =
    process.getuid?.() === 0 && run('mount', ['-t', 'tmpfs', '-o', roomy, 'tmpfs', folder]) === null;
  if (!mounted) {
    const limit = (fsize: string): void => {
      for (const pid of postgresIn(folder)) done('prlimit', ['--pid', String(pid), `--fsize=${fsize}:`]);
    };
    return { fill: () => limit('1048576'), empty: () => limit('unlimited'), remove: () => undefined };
  }
  return {
    fill: () => {
      const { stdout } = spawnSync('df', ['--output=used', '--block-size=1M', folder], { encoding: 'utf8' });
      const usedMiB = Number(stdout.trim().split('\n').at(-1));
      done('mount', ['-o', `remount,size=${usedMiB + 1}m`, folder]);
    },
    empty: () => done('mount', ['-o', `remount,${roomy}`, folder]),
    remove: () => done('umount', ['--lazy', folder]),
  };
}

/** The postmaster and its children; none while it is down. */
function postgresIn(folder: string): number[] {
  const file = path.join(folder, 'postgres', 'postmaster.pid');
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === postmaster);
  return [postmaster, ...children.map(Number)];
}

function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // it has ended meanwhile
    return null;
  }
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
