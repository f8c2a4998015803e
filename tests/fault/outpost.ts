/**
 * A server in a process of its own with its PostgreSQL in a folder, and people whose laptops reach it over a
 * line: the scene in which all of them are ended without warning.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { openAdmin } from '#server/start.ts';
import { BadLine } from '../support/badLine.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { endRecorders } from './process.ts';
import { makeProfile, newFolder, removeFolder, valueIn, withProfile } from './profile.ts';

export const goodLine = { segmentBytes: 64 * 1024, stalls: 0, cuts: 0 };
const home = 'Дом надежды';

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
