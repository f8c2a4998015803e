/**
 * Brings a copy back into an empty database, or in place of what is there. The whole file is read and
 * checked before anything is touched, and everything happens in one transaction: the database is as it
 * was before, or as the copy. The server gets a new epoch (docs/sync-protocol.md §9), by which every
 * device learns to send again what the copy lacks.
 */
import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../postgres/connect.ts';
import { knownMigrations, migrateTo } from '../postgres/migrate.ts';
import { shapes } from '../store/shapes.ts';
import { BackupFault } from './fault.ts';
import { type Contents, type CopiedRow, readCopy } from './rows.ts';
import { migratorTables, type TableFound, tablesIn } from './schema.ts';
import { unsealed } from './sealedFile.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly passphrase: string;
  /** In place of a server that is there. */
  readonly replace: boolean;
  /** Told from time to time: rows so far, of how many. */
  readonly progress?: (rows: number, of: number) => void;
}

export interface Restored {
  readonly serverId: string;
  readonly epoch: string;
  readonly madeAt: string;
  readonly rows: number;
}

/** What is checked before the database is even opened. */
export interface CheckedCopy {
  readonly contents: Contents;
  readonly rows: number;
}

/** Reads the whole file. Throws BackupFault for one that is cut, changed, foreign, or of a newer version. */
export function checkCopy(options: RestoreOptions): Promise<CheckedCopy> {
  return readingCopy(options, async (contents, rows) => {
    const known = knownMigrations.slice(0, contents.migrations.length);
    if (contents.migrations.join() !== known.join()) throw new BackupFault('backup_newer');
    let count = 0;
    for await (const _row of rows) count += 1;
    return { contents, rows: count };
  });
}

export async function restore(
  database: Database,
  checked: CheckedCopy,
  options: RestoreOptions,
): Promise<Restored> {
  const { contents } = checked;
  const epoch = randomUUID();
  await database.transaction().execute(async (tx) => {
    await refuseWhereOthersWork(tx);
    await makeRoom(tx, options.replace);
    await migrateTo(tx, contents.migrations.at(-1) ?? '');
    // the migrations have put nothing in that the copy does not have
    await fill(tx, checked, options);
    await migrateTo(tx, knownMigrations.at(-1) ?? '');
    await beginAnew(tx, epoch);
  });
  return { serverId: contents.serverId, epoch, madeAt: contents.madeAt, rows: checked.rows };
}

function readingCopy<Value>(
  { file, passphrase }: RestoreOptions,
  work: (contents: Contents, rows: AsyncGenerator<CopiedRow>) => Promise<Value>,
): Promise<Value> {
  return pipeline(
    unsealed(file, passphrase),
    createZstdDecompress(),
    async (unpacked: AsyncIterable<Uint8Array>) => {
      const { contents, rows } = await readCopy(unpacked);
      return work(contents, rows);
    },
  );
}

/** Somebody who still works on the old data would go on under the old epoch. */
async function refuseWhereOthersWork(tx: Transaction): Promise<void> {
  const { rows } = await sql<{ others: boolean }>`
    select exists (
      select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
    ) as others`.execute(tx);
  if (rows[0]?.others !== false) throw new BackupFault('database_in_use');
}

async function makeRoom(tx: Transaction, replace: boolean): Promise<void> {
  const ours = [...Object.keys(shapes), ...migratorTables];
  const present = (await tablesIn(tx)).map((table) => table.name).filter((name) => ours.includes(name));
  if (present.length > 0 && !replace) throw new BackupFault('database_not_empty');
  // only what is a server's: somebody else's tables may lie beside it
  for (const name of present) await sql`drop table ${sql.ref(name)}`.execute(tx);
}

const rowsAtOnce = 500;
const lengthAtOnce = 4 * 1024 * 1024;

async function fill(
  tx: Transaction,
  { contents, rows: of }: CheckedCopy,
  options: RestoreOptions,
): Promise<void> {
  const found = new Map((await tablesIn(tx)).map((table) => [table.name, table]));
  const targets = contents.tables.map(({ name, columns }) => targetOf(found.get(name), columns));
  let done = 0;
  await readingCopy(options, async (_contents, rows) => {
    let waiting: CopiedRow[] = [];
    let length = 0;
    const flush = async (): Promise<void> => {
      const [first] = waiting;
      if (first === undefined) return;
      await insert(tx, targets[first[0]], waiting);
      done += waiting.length;
      options.progress?.(done, of);
      waiting = [];
      length = 0;
    };
    for await (const row of rows) {
      if (waiting[0] !== undefined && waiting[0][0] !== row[0]) await flush();
      waiting.push(row);
      for (const value of row.slice(1)) length += typeof value === 'string' ? value.length : 0;
      if (waiting.length >= rowsAtOnce || length >= lengthAtOnce) await flush();
    }
    await flush();
  });
}

interface Target {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The table as the copy's migrations have made it here, with the copy's columns. */
function targetOf(found: TableFound | undefined, columns: readonly string[]): Target {
  const typed = columns.flatMap((name) => found?.columns.filter((column) => column.name === name) ?? []);
  if (found === undefined || typed.length !== columns.length) throw new BackupFault('backup_damaged');
  return { name: found.name, columns: typed };
}

async function insert(
  tx: Transaction,
  target: Target | undefined,
  rows: readonly CopiedRow[],
): Promise<void> {
  if (target === undefined) return;
  const arrays = target.columns.map(
    ({ type }, at): RawBuilder<unknown> => sql`${rows.map((row) => row[at + 1])}::${sql.raw(type)}[]`,
  );
  await sql`
    insert into ${sql.ref(target.name)} (${sql.join(target.columns.map(({ name }) => sql.ref(name)))})
    select * from unnest(${sql.join(arrays)})`.execute(tx);
}

/**
 * A new epoch; and what was good for a while only is not good again: sessions that may have been ended
 * since, codes that may have been used.
 */
async function beginAnew(tx: Transaction, epoch: string): Promise<void> {
  await sql`update server set epoch = ${epoch}`.execute(tx);
  await sql`delete from console_session`.execute(tx);
  await sql`delete from sign_in_try`.execute(tx);
  await sql`delete from enrolment_code where used_at is null`.execute(tx);
}
