/**
 * The system packages that Electron, Xvfb and the tests' Chromium need on Linux. On Debian (and what
 * descends from it) as root they are installed; anybody else is told which ones are missing and how to
 * get them. Other systems need none.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from '../bootstrap/say.js';

const forElectron = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libatspi2.0-0',
  'libdbus-1-3',
  'libudev1',
  'fonts-noto-core',
  'unzip',
];
/** A display, a browser for the app without a window, and a witness of what is written to disk. */
const forTests = ['xvfb', 'xauth', 'chromium', 'strace'];

/** What is about to be run: the app alone, or every check. */
export type Purpose = 'app' | 'tests';

/**
 * Makes sure of the system packages.
 * @returns the packages that are still missing; empty when all are there or this system needs none
 */
export function ensureSystemPackages(purpose: Purpose): readonly string[] {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return [];
  const wanted = purpose === 'tests' ? [...forElectron, ...forTests] : forElectron;
  const missing = notInstalled(wanted);
  if (missing.length === 0) return [];
  if (process.getuid?.() !== 0) {
    say(`system packages are missing; install them with: sudo apt-get install ${missing.join(' ')}`);
    return missing;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  const still = notInstalled(missing);
  if (still.length > 0) say(`these system packages could not be installed: ${still.join(' ')}`);
  return still;
}

/**
 * A package counts as there under its own name or under the one it got with 64-bit time (Debian 13,
 * Ubuntu 24.04: libgtk-3-0t64), which provides the old name.
 */
function notInstalled(names: readonly string[]): string[] {
  const fields = ['Package', 'db:Status-Status', 'Provides'];
  const format = `${fields.map((field) => `$\{${field}}`).join(' ')}\\n`;
  const result = spawnSync('dpkg-query', ['--show', `--showformat=${format}`], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const present = new Set<string>();
  for (const line of result.stdout.split('\n')) {
    const [name, status, ...provides] = line.split(' ');
    if (name === undefined || status !== 'installed') continue;
    present.add(name);
    for (const provided of provides.join(' ').split(',')) {
      const providedName = provided.trim().split(' ')[0];
      if (providedName !== undefined && providedName !== '') present.add(providedName);
    }
  }
  return names.filter((name) => !present.has(name));
}

function apt(args: readonly string[]): void {
  spawnSync('apt-get', args, {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
