/**
 * The server's own PostgreSQL in a folder. The first process that needs it starts it, others
 * attach to it through the folder (PostgreSQL itself writes its port there), and the last one
 * to leave stops it; so `uige server admin` works beside a running server and without one.
 *
 * It listens on 127.0.0.1 only, on a free port that it keeps, with a password that lies in the folder. It must
 * never be started by two postmasters at once: PostgreSQL's own lock on the folder sees to that.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  constants,
  existsSync,
  fchownSync,
  lchownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { findLauncher, type Launcher, programsFor } from './binaries.ts';

export interface Embedded {
  readonly url: string;
  /** From now on, and until `leave`, starts it again at the same address where it has died. */
  keepAlive(): void;
  /** Stops PostgreSQL unless another process still uses it. Close every connection first. */
  leave(): Promise<void>;
}

/** The folder holds no usable database, or PostgreSQL does not start. The log lies in the folder. */
export class EmbeddedFailure extends Error {}

const userName = 'uige';
const startTimeoutMs = 60_000;
/** Where it ends again and again as soon as it is started. What holds it up after a crash is over sooner. */
const failingMs = 10_000;
/** Whether it is still alive is looked at so often. */
const lookEveryMs = 1_000;

export async function startEmbedded(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = path.join(folder, 'postgres');
  const password = passwordOf(folder);
  const launcher = findLauncher(folder);
  const programs = programsFor(launcher, folder);
  if (!existsSync(data)) makeCluster(programs.initdb, launcher, folder, data);
  if (readPostmaster(data) === null) own(launcher, folder, data);
  const url = await attachOrStart(programs.postgres, launcher, folder, data, password);
  const port = Number(new URL(url).port);
  let rest: () => Promise<void> = async () => undefined;
  return {
    url,
    keepAlive: () => {
      rest = keepAlive(data, () => attachOrStart(programs.postgres, launcher, folder, data, password, port));
    },
    leave: async () => {
      await rest();
      await leave(data, url);
    },
  };
}

/** It may be killed for want of memory, or by a hand: a server without its database would stay so until somebody comes. */
function keepAlive(data: string, again: () => Promise<string>): () => Promise<void> {
  let starting: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    if (starting !== null || readPostmaster(data) !== null) return;
    starting = again()
      // the next look tries once more
      .catch(() => undefined)
      .finally(() => {
        starting = null;
      });
  }, lookEveryMs).unref();
  return async () => {
    clearInterval(timer);
    await starting;
  };
}

/** What PostgreSQL needs of the environment: it lives for weeks, and a passphrase beside it must not. */
const needed = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'LD_LIBRARY_PATH', 'TZ'];

function plainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(needed.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    LC_ALL: 'C',
  };
}

function makeCluster(initdb: string, launcher: Launcher, folder: string, data: string): void {
  // under another name first: a power cut in the middle leaves nothing that looks like a database
  const unfinished = mkdtempSync(`${data}.new-`);
  own(launcher, folder, unfinished);
  const { file, args } = launcher.command(initdb, [
    `--pgdata=${unfinished}`,
    `--username=${userName}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile(folder)}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-locale',
  ]);
  const made = spawnSync(file, args, {
    encoding: 'utf8',
    env: plainEnvironment(process.env),
    ...identity(launcher),
  });
  if (made.status !== 0)
    throw new EmbeddedFailure(`initdb failed: ${made.stderr}${made.error?.message ?? ''}`);
  try {
    renameSync(unfinished, data);
  } catch (error) {
    // another process made the cluster meanwhile: that one holds
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(path.join(data, 'PG_VERSION'))) throw error;
  }
}

async function attachOrStart(
  postgres: string,
  launcher: Launcher,
  folder: string,
  data: string,
  password: string,
  port?: number,
): Promise<string> {
  const deadline = Date.now() + startTimeoutMs;
  let child: ChildProcess | null = null;
  let failingSince: number | null = null;
  while (Date.now() < Math.min(deadline, (failingSince ?? deadline) + failingMs)) {
    const running = readPostmaster(data);
    if (running !== null) {
      failingSince = null;
      const url = `postgres://${userName}:${password}@127.0.0.1:${running.port}/postgres`;
      if (await answers(url)) return url;
    } else if (child === null || child.exitCode !== null || child.signalCode !== null) {
      if (child !== null) failingSince ??= Date.now();
      child = spawnPostmaster(postgres, launcher, folder, data, port ?? (await portFor(data)));
    }
    await wait(failingSince === null ? 40 : 200);
  }
  const log = path.join(folder, 'postgres.log');
  throw new EmbeddedFailure(`PostgreSQL does not start: ${lastLineOf(log)} (${log})`);
}

function lastLineOf(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}

function spawnPostmaster(
  postgres: string,
  launcher: Launcher,
  folder: string,
  data: string,
  port: number,
): ChildProcess {
  const log = openLog(folder, launcher);
  const { file, args } = launcher.command(postgres, [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    // statements would put what was written about children into the log
    '-c',
    'log_min_error_statement=panic',
    '-c',
    'log_error_verbosity=terse',
  ]);
  // detached: an interrupt in the terminal reaches the server, which then stops PostgreSQL in order
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: plainEnvironment(process.env),
    ...identity(launcher),
  });
  child.on('error', () => undefined);
  child.unref();
  return child;
}

/** What somebody else put in its place is not followed: this may be root in the folder of another. */
function openLog(folder: string, { uid, gid }: Launcher): number {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const log = openSync(path.join(folder, 'postgres.log'), O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  // whoever owns the folder writes on in it when root is gone
  if (uid !== undefined) fchownSync(log, uid, gid ?? uid);
  return log;
}

/** Process and port of the running postmaster, from the file it keeps; null when it is not alive. */
function readPostmaster(data: string): { pid: number; port: number } | null {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  return { pid, port: Number.isInteger(port) ? port : 0 };
}

async function leave(data: string, url: string): Promise<void> {
  const running = readPostmaster(data);
  if (running === null || (await othersUse(url))) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(running.pid), '/f', '/t']);
  } else {
    // fast shutdown: whoever came in between is sent away and finds the folder again
    interrupt(running.pid);
  }
  const deadline = Date.now() + startTimeoutMs;
  while (isAlive(running.pid) && Date.now() < deadline) await wait(20);
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // another one that left at the same moment was quicker
  }
}

/** Several may leave at the same moment: one that only asks this uses nothing. */
const leaving = 'uige leaving';

/** Where no answer comes another one is stopping it already. */
async function othersUse(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: leaving });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1`,
      [leaving],
    );
    return (rowCount ?? 0) > 0;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function passwordFile(folder: string): string {
  return path.join(folder, 'postgres.password');
}

/** Made whole under another name and linked, so that two processes that start at once agree on one. */
function passwordOf(folder: string): string {
  const file = passwordFile(folder);
  if (!existsSync(file)) {
    const made = `${file}.${randomUUID()}`;
    writeFileSync(made, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(made, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(made);
    }
  }
  return readFileSync(file, 'utf8');
}

/** PostgreSQL asks that its folder belongs to the user it runs as, and that this user can get there. */
function own(launcher: Launcher, folder: string, data: string): void {
  const uid = launcher.uid ?? process.getuid?.();
  if (uid === undefined) return;
  if (launcher.uid !== undefined) {
    if (statSync(folder).uid !== launcher.uid) chmodSync(folder, statSync(folder).mode | 0o011);
    lchownSync(passwordFile(folder), launcher.uid, launcher.gid ?? launcher.uid);
  }
  if (process.getuid?.() !== 0 || statSync(data).uid === uid) return;
  const gid = launcher.gid ?? process.getgid?.() ?? uid;
  const changed = spawnSync('chown', ['-hR', `${uid}:${gid}`, data]);
  if (changed.status !== 0) lchownSync(data, uid, gid);
}

function identity(launcher: Launcher): { uid?: number; gid?: number } {
  if (launcher.uid === undefined) return {};
  return launcher.gid === undefined ? { uid: launcher.uid } : { uid: launcher.uid, gid: launcher.gid };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The one it had last, unless somebody has taken it: servers that run expect it there. */
async function portFor(data: string): Promise<number> {
  const last = lastPort(data);
  return (last === null ? null : await listenable(last)) ?? (await listenable(0)) ?? 0;
}

/** As PostgreSQL noted its own options when it last started. */
function lastPort(data: string): number | null {
  const file = path.join(data, 'postmaster.opts');
  const noted = existsSync(file) ? /"-p" "(\d+)"/.exec(readFileSync(file, 'utf8')) : null;
  return noted === null ? null : Number(noted[1]);
}

/** A port that can be listened at: this one, or for 0 a free one; null where it is taken. */
function listenable(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const found = typeof address === 'object' && address !== null ? address.port : null;
      probe.close(() => resolve(found));
    });
  });
}
