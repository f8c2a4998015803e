/**
 * Bundles the desktop app into dist/: the renderer (vite), the shell and its preload script, and the host
 * (rolldown). It does nothing when no source has changed since the last time.
 *
 * The host's packages that cannot be bundled, because they carry binaries or files, stay outside; the
 * packaging takes them along (./packaged.js).
 */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { build as viteBuild } from 'vite';
import { bundledWorkerName } from '../host/import/read/workerFile.ts';
import { inCheckout } from './bootstrap/places.js';
import { say } from './bootstrap/say.js';
import { unbundledPackages } from './packaged.js';
import { digestOfSources } from './sources.ts';

const dist = inCheckout('dist');
const stampFile = path.join(dist, 'sources');
const sourceFolders = ['build', 'db', 'electron', 'host', 'renderer', 'reports', 'runtime', 'shared'];

/** @returns whether anything had to be done */
export async function bundle(): Promise<boolean> {
  const sources = await digestOfSources(sourceFolders);
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
  const host = path.join(dist, 'host');
  const practice = path.join(dist, 'practice');
  for (const folder of [electron, host, practice]) await rm(folder, { recursive: true, force: true });
  await bundleFiles({ main: inCheckout('electron', 'main', 'main.ts') }, electron, 'esm');
  await bundleFiles({ preload: inCheckout('electron', 'preload', 'preload.ts') }, electron, 'cjs');
  const worker = path.parse(bundledWorkerName).name;
  await bundleFiles(
    { main: inCheckout('host', 'main.ts'), [worker]: inCheckout('host', 'import', 'read', 'worker.ts') },
    host,
    'esm',
  );
  await copyFile(inCheckout('build', 'icons', 'icon.png'), path.join(electron, 'icon.png'));
  // Beside the host's folder, as in the source: host/profile/practice.ts looks for it there.
  await cp(inCheckout('host', 'practice'), practice, { recursive: true });
}

async function bundleFiles(
  input: Readonly<Record<string, string>>,
  folder: string,
  format: 'esm' | 'cjs',
): Promise<void> {
  const bundled = await rolldown({
    input,
    platform: 'node',
    external: isOutside,
    onLog: (level, log) => {
      // An import that leads nowhere would otherwise be left to fail when the app runs.
      if (level === 'warn') throw new Error(log.message);
    },
  });
  await bundled.write({
    dir: folder,
    format,
    entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundled.close();
}

function isOutside(id: string): boolean {
  if (id === 'electron' || id.startsWith('node:')) return true;
  return unbundledPackages.some((name) => id === name || id.startsWith(`${name}/`));
}
