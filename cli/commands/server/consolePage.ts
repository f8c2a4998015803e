/** The web console's page as this checkout has it: built when it is first opened, where the builder is installed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PageFolder } from '#server/console/pages.ts';

const checkout = path.resolve(import.meta.dirname, '..', '..', '..');
const builder = path.join(checkout, 'build', 'console.ts');

export function consolePage(): PageFolder {
  const folder = path.join(checkout, 'dist', 'console');
  // a server in a container carries the page and no builder
  if (!existsSync(builder) || !existsSync(path.join(checkout, 'node_modules', 'vite'))) return { folder };
  return {
    folder,
    prepare: async () => void (await promisify(execFile)(process.execPath, [builder], { cwd: checkout })),
  };
}
