/** The peers' packages, each in a folder of its own with a lock of its own; none is part of the product. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../../../build/bootstrap/packages.js';

export const peers = {
  pouchdb: 'PouchDB 9.0.0 to express-pouchdb 4.2.0',
  automerge: 'automerge-repo 2.5.6 with its WebSocket server',
} as const;
export type Peer = keyof typeof peers;

export function peerFolder(peer: Peer): string {
  return fileURLToPath(new URL(`../${peer}`, import.meta.url));
}

/** Installs the peer's packages where they are missing. */
export function installPeer(peer: Peer): void {
  const folder = peerFolder(peer);
  // npm writes it last: without it an installation was cut
  if (existsSync(path.join(folder, 'node_modules', '.package-lock.json'))) return;
  const { command, prefix, shell } = npm();
  // as the lock file says; `ci` would want every platform's optional packages named in it
  const options = ['install', '--no-save', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const result = spawnSync(command, [...prefix, ...options, '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', process.stderr, process.stderr],
    shell,
  });
  if (result.status !== 0) throw new Error(`the packages of ${folder} could not be installed`);
}
