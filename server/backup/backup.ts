/**
 * Copies the whole database into one encrypted file while servers go on working: everything is read in
 * one transaction that sees the moment it began. It changes nothing in the database, so a copy can be
 * made before an update with the program of after it.
 */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { sql } from 'kysely';
import type { Database, Transaction } from '../postgres/connect.ts';
import { BackupFault } from './fault.ts';
import type { Contents } from './rows.ts';
import { hasServer, migrationsIn, migratorTables, tablesIn } from './schema.ts';
import { sealed } from './sealedFile.ts';

export interface BackupOptions {
  readonly file: string;
  readonly passphrase: string;
  readonly now: Date;
  /** Told from time to time: rows so far. */
  readonly progress?: (rows: number) => void;
}

export interface BackupMade {
  readonly file: string;
  readonly serverId: string;
  readonly madeAt: string;
  readonly rows: number;
  readonly bytes: number;
}

/** The file appears under its name only when it is whole and on the disk. */
export async function backUp(database: Database, options: BackupOptions): Promise<BackupMade> {
  const file = path.resolve(options.file);
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.part`);
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    const made = await snapshot(database, async (tx) => {
      const contents = await contentsOf(tx, options.now);
      let rows = 0;
      const documents = copyOf(tx, contents, (more) => {
        rows += more;
        options.progress?.(rows);
      });
      await pipeline(Readable.from(documents), createZstdCompress(), (packed: AsyncIterable<Uint8Array>) =>
        handle.writeFile(sealed(packed, options.passphrase)),
      );
      return { serverId: contents.serverId, madeAt: contents.madeAt, rows };
    });
    await handle.sync();
    const { size } = await handle.stat();
    await rename(unfinished, file);
    return { file, ...made, bytes: size };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

function snapshot<Value>(database: Database, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // the only thing in a text that depends on where it is written
      await sql`set local time zone 'UTC'`.execute(tx);
      return work(tx);
    });
}

async function contentsOf(tx: Transaction, now: Date): Promise<Contents> {
  if (!(await hasServer(tx))) throw new BackupFault('no_server');
  const { rows } = await sql<{ server_id: string }>`select server_id from server`.execute(tx);
  const [server] = rows;
  if (server === undefined) throw new BackupFault('no_server');
  const tables = await tablesIn(tx);
  return {
    madeAt: now.toISOString(),
    serverId: server.server_id,
    migrations: await migrationsIn(tx),
    tables: tables
      .filter(({ name }) => !migratorTables.includes(name))
      .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
  };
}

/** About so many letters are asked for at once, and never more rows than this. */
const fetchLength = 4 * 1024 * 1024;
const mostRows = 500;

async function* copyOf(
  tx: Transaction,
  contents: Contents,
  copied: (rows: number) => void,
): AsyncGenerator<string> {
  yield lineOf(contents);
  const counts: number[] = [];
  for (const [at, { name, columns }] of contents.tables.entries()) {
    let count = 0;
    for await (const lines of rowsOf(tx, at, name, columns)) {
      yield lines.map((line) => `${line}\n`).join('');
      count += lines.length;
      copied(lines.length);
    }
    counts.push(count);
  }
  yield lineOf({ rows: counts });
}

function lineOf(document: unknown): string {
  return `${JSON.stringify(document)}\n`;
}

/** The rows of a table, some at a time, as PostgreSQL itself writes them: `[number, "text", null, …]`. */
async function* rowsOf(
  tx: Transaction,
  number: number,
  table: string,
  columns: readonly string[],
): AsyncGenerator<string[]> {
  const texts = sql.join(columns.map((name) => sql`${sql.ref(name)}::text`));
  await sql`declare copied no scroll cursor for
    select json_build_array(${sql.raw(String(number))}, ${texts})::text as line from ${sql.ref(table)}
  `.execute(tx);
  for (let wanted = 50; ; ) {
    const fetched = sql<{ line: string }>`fetch ${sql.raw(String(wanted))} from copied`;
    const lines = (await fetched.execute(tx)).rows.map((row) => row.line);
    if (lines.length === 0) break;
    yield lines;
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    wanted = Math.max(1, Math.min(mostRows, Math.floor((fetchLength * lines.length) / length)));
  }
  await sql`close copied`.execute(tx);
}
