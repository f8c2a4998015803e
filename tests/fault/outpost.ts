/**
 * A server in a process of its own with its PostgreSQL in a folder, and people whose laptops reach it over a
 * line: the scene in which all of them are ended without warning.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { openAdmin } from '#server/start.ts';
import { BadLine } from '../support/badLine.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { endRecorders } from './process.ts';
import { makeProfile, newFolder, removeFolder, valueIn, withProfile } from './profile.ts';

export const goodLine = { segmentBytes: 64 * 1024, stalls: 0, cuts: 0 };
const home = 'Дом надежды';

/** Every push waits here with its steps written and nothing committed, while somebody holds the gate. */
const gate = `
  create function wait_at_gate() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(77); return null; end $$;
  create trigger gate after insert on step for each statement execute function wait_at_gate()`;
const holdGate = 'select pg_advisory_lock(77)';
const atGate = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'advisory'";

export class Outpost {
  readonly data: string;
  readonly line: BadLine;
  #server: ServerProcess;
  readonly #codes: string[];

  private constructor(given: { data: string; line: BadLine; server: ServerProcess; codes: string[] }) {
    this.data = given.data;
    this.line = given.line;
    this.#server = given.server;
    this.#codes = given.codes;
  }

  /** With enrolment codes for a caseworker and so many supervisors. @param data an empty folder */
  static async open(data: string, supervisors: number, seed = 1): Promise<Outpost> {
    const { admin, close } = await openAdmin({ data });
    await admin.addInstitution(home);
    const codes: string[] = [];
    for (let at = 0; at <= supervisors; at += 1) {
      const role = at === 0 ? 'caseworker' : 'supervisor';
      await admin.addUser({ login: `s${at}`, name: `Сотрудник ${at}`, role, institution: home });
      codes.push((await admin.makeCode(`s${at}`)).code);
    }
    const server = await ServerProcess.inFolder(data);
    await close();
    const database = await connect(data);
    await database.query(gate);
    await database.end();
    return new Outpost({ data, line: await BadLine.to(server.url, goodLine, seed), server, codes });
  }

  /** An enrolled profile in an empty folder: of the caseworker first, who brings the cases, then of supervisors. */
  async enrol(folder: string, cases: number): Promise<readonly string[]> {
    const code = this.#codes.shift();
    if (code === undefined) throw new Error('everybody is enrolled');
    const profile = await makeProfile(folder, cases);
    await withProfile(folder, async (client) => {
      valueIn(await client.sync.enrol({ server: this.line.url, code }));
      valueIn(await client.sync.now({}));
    });
    return profile.caseCodes;
  }

  /** The server's process is killed where it stands and started anew; its PostgreSQL goes on meanwhile. */
  async killServer(): Promise<void> {
    await this.#server.kill();
    this.#server = await ServerProcess.inFolder(this.data);
    this.line.leadTo(this.#server.url);
  }

  /** The same in the middle of a push: its steps are written and not committed. */
  async killServerInPush(): Promise<void> {
    const holder = await connect(this.data);
    await holder.query(holdGate);
    while ((await holder.query(atGate)).rowCount === 0) await wait(20);
    await this.#server.kill();
    // the gate opens, and whoever waits there finds nobody to answer
    await holder.end();
    await this.killServer();
  }

  /** Whoever runs the server starts it again by itself. */
  killDatabase(signal: 'SIGQUIT' | 'SIGKILL'): void {
    const [pid] = readFileSync(path.join(this.data, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), signal);
  }

  /** Ends everything, whatever state it is in. */
  async close(): Promise<void> {
    await this.line.close();
    await this.#server.kill();
    const embedded = await startEmbedded(this.data);
    await embedded.leave();
  }
}

/** To the PostgreSQL in the folder, as soon as it is there; whoever starts it is somebody else. */
async function connect(data: string): Promise<pg.Client> {
  for (;;) {
    try {
      const port = readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
      const password = readFileSync(path.join(data, 'postgres.password'), 'utf8');
      const place = { host: '127.0.0.1', port: Number(port), user: 'uige', password, database: 'postgres' };
      const client = new pg.Client(place);
      client.on('error', () => undefined);
      await client.connect();
      return client;
    } catch {
      // killed a moment ago
      await wait(50);
    }
  }
}

/** Does something with new folders; afterwards they are gone, and every process that worked in them. */
export async function inFolders<Value>(
  count: number,
  work: (folders: string[]) => Promise<Value>,
): Promise<Value> {
  const folders = Array.from({ length: count }, newFolder);
  try {
    return await work(folders);
  } finally {
    await endRecorders();
    for (const folder of folders) removeFolder(folder);
  }
}
