/**
 * Bundles the desktop app into dist/: the renderer (vite), the shell and its preload script, and the host
 * (rolldown). It does nothing when no source has changed since the last time.
 *
 * The host's packages that cannot be bundled, because they carry binaries or files, stay outside; the
 * packaging takes them along (./packaged.js).
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { build as viteBuild } from 'vite';
import { inCheckout } from './bootstrap/places.js';
import { say } from './bootstrap/say.js';
import { unbundledPackages } from './packaged.js';

const dist = inCheckout('dist');
const stampFile = path.join(dist, 'sources');
const sourceFolders = ['build', 'db', 'electron', 'host', 'renderer', 'reports', 'shared'];

/** @returns whether anything had to be done */
export async function bundle(): Promise<boolean> {
  const sources = await digestOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return false;
  say('bundling the app');
  await rm(stampFile, { force: true });
  await Promise.all([bundleRenderer(), bundleProcesses()]);
  await writeFile(stampFile, sources);
  return true;
}

async function bundleRenderer(): Promise<void> {
  await viteBuild({
    configFile: inCheckout('renderer', 'vite.config.ts'),
    logLevel: 'warn',
    mode: 'production',
  });
}

async function bundleProcesses(): Promise<void> {
  const electron = path.join(dist, 'electron');
  await rm(electron, { recursive: true, force: true });
  await rm(path.join(dist, 'host'), { recursive: true, force: true });
  await bundleFile(inCheckout('electron', 'main', 'main.ts'), electron, 'main.js', 'esm');
  await bundleFile(inCheckout('electron', 'preload', 'preload.ts'), electron, 'preload.cjs', 'cjs');
  await bundleFile(inCheckout('host', 'main.ts'), path.join(dist, 'host'), 'main.js', 'esm');
  await mkdir(electron, { recursive: true });
  await copyFile(inCheckout('build', 'icons', 'icon.png'), path.join(electron, 'icon.png'));
}

async function bundleFile(input: string, folder: string, name: string, format: 'esm' | 'cjs'): Promise<void> {
  const bundled = await rolldown({
    input,
    platform: 'node',
    external: (id) => isOutside(id),
    logLevel: 'warn',
  });
  await bundled.write({
    dir: folder,
    format,
    entryFileNames: name,
    chunkFileNames: '[name]-[hash].js',
    sourcemap: false,
  });
  await bundled.close();
}

function isOutside(id: string): boolean {
  if (id === 'electron' || id.startsWith('node:')) return true;
  return unbundledPackages.some((name) => id === name || id.startsWith(`${name}/`));
}

/** A digest of every source and of the packages' versions; content, not dates, so that a checkout of an older state counts. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(inCheckout('package-lock.json')));
  for (const folder of sourceFolders) {
    const entries = await readdir(inCheckout(folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      hash.update(file.slice(inCheckout().length));
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex');
}
