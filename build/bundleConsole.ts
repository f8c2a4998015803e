/** Bundles the server's web console into dist/console (vite); nothing when no source has changed since. */
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { build as viteBuild } from 'vite';
import { inCheckout } from './bootstrap/places.js';
import { say } from './bootstrap/say.js';
import { digestOfSources } from './sources.ts';

const stampFile = inCheckout('dist', 'console.sources');
const builtPage = inCheckout('dist', 'console', 'index.html');
const sourceFolders = ['build/icons', 'renderer/console', 'renderer/ui', 'shared'];

/** @returns whether anything had to be done */
export async function bundleConsole(): Promise<boolean> {
  const sources = await digestOfSources(sourceFolders);
  const built = existsSync(builtPage) && existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
  if (built === sources) return false;
  say('bundling the web console');
  await rm(stampFile, { force: true });
  await viteBuild({
    configFile: inCheckout('renderer', 'console', 'vite.config.ts'),
    logLevel: 'warn',
    mode: 'production',
  });
  await writeFile(stampFile, sources);
  return true;
}
