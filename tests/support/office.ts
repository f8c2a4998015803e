/** A server with an institution and people, and their laptops: the scene of most sync tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { backUpServer, restoreServer } from '#server/backup/run.ts';
import { type RunningServer, type ServerOptions, startServer } from '#server/start.ts';
import type { Role } from '#shared/domain/roles.ts';
import { Laptop } from './laptop.ts';
import { newDatabase } from './postgres.ts';

export const home = 'Дом надежды';

export class Office {
  #server: RunningServer;
  readonly databaseUrl: string;
  readonly #laptops: Laptop[] = [];
  readonly #now: () => Date;
  #people = 0;

  private constructor(given: {
    server: RunningServer;
    databaseUrl: string;
    now: () => Date;
  }) {
    this.#server = given.server;
    this.databaseUrl = given.databaseUrl;
    this.#now = given.now;
  }

  static async open(
    options: Pick<ServerOptions, 'now' | 'snapshotsFrom' | 'patience'> = {},
  ): Promise<Office> {
    const databaseUrl = await newDatabase();
    const server = await startServer({ databaseUrl, ...options });
    await server.admin.addInstitution(home);
    return new Office({ server, databaseUrl, now: options.now ?? (() => new Date()) });
  }

  get server(): RunningServer {
    return this.#server;
  }

  /** Does some work while no server runs, and starts it again at the same address. */
  async whileStopped(work: () => Promise<void>): Promise<void> {
    const { port } = this.#server;
    await this.#server.close();
    await work();
    this.#server = await startServer({ databaseUrl: this.databaseUrl, port, now: this.#now });
  }

  /** Does some work, and then the server is restored from a copy made before it, at the same address. */
  async restoreFromBefore(work: () => Promise<void>): Promise<void> {
    const { port } = this.#server;
    const { databaseUrl } = this;
    const folder = mkdtempSync(path.join(tmpdir(), 'uige-copy-'));
    const copy = {
      databaseUrl,
      now: this.#now,
      file: path.join(folder, 'copy'),
      passphrase: 'ключ от копии',
    };
    await backUpServer(copy);
    await work();
    await this.#server.close();
    await restoreServer({ ...copy, replace: true });
    this.#server = await startServer({ databaseUrl, port, now: this.#now });
    rmSync(folder, { recursive: true });
  }

  /** A new colleague with an account; answers the login. */
  async employ(role: Role, institution = home): Promise<string> {
    this.#people += 1;
    const login = `${role}${this.#people}`;
    await this.server.admin.addUser({ login, name: `Сотрудник ${this.#people}`, role, institution });
    return login;
  }

  /** A laptop of a new colleague, enrolled; `login` for one who has an account. */
  async laptop(role: Role, login?: string): Promise<Laptop> {
    const laptop = this.standalone(role);
    const { code } = await this.server.admin.makeCode(login ?? (await this.employ(role)));
    const enrolled = await laptop.enrol(this.server.url, code);
    if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.error.code}`);
    return laptop;
  }

  standalone(role: Role, institution = home): Laptop {
    const laptop = Laptop.make({ role, institution, now: this.#now });
    this.#laptops.push(laptop);
    return laptop;
  }

  /** Rounds until everybody has everything. */
  async settle(...laptops: readonly Laptop[]): Promise<void> {
    for (const laptop of laptops) await laptop.sync();
    await this.server.drained();
    for (const laptop of laptops) await laptop.sync();
  }

  /** What the database holds, asked for directly. */
  async rows(text: string, ...values: readonly unknown[]): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    for (const laptop of this.#laptops) laptop.close();
    await this.server.close();
  }
}
