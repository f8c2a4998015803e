/**
 * Spreads the growing tables over hash partitions of one PostgreSQL (docs/scale.md). Works on an
 * empty database and on one with data, again with another number, and again after an update that
 * brought a new table. It needs the database for itself, and each table's size once more on the
 * disk; one transaction, so that whatever happens the tables are as before or spread.
 *
 * Names of tables, constraints, indexes and triggers stay, so that later migrations find them.
 */
import { sql } from 'kysely';
import { spreadTables } from '../store/spread.ts';
import type { Transaction } from './connect.ts';
import { knownMigrations, migrateTo } from './migrate.ts';
import { type DatabasePlace, openDatabase } from './openDatabase.ts';

export type PartitionFault = 'in_use';

export interface Partitioned {
  readonly partitions: number;
  /** Tables that were spread now; those with that many partitions already are left alone. */
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

const fewestPartitions = 2;
const mostPartitions = 256;

export async function partition(
  place: DatabasePlace,
  partitions: number,
): Promise<Partitioned | PartitionFault> {
  if (!Number.isInteger(partitions) || partitions < fewestPartitions || partitions > mostPartitions)
    throw new RangeError(`${fewestPartitions} to ${mostPartitions} partitions`);
  const { database, close } = await openDatabase(place, () => undefined);
  try {
    return await database.transaction().execute((tx) => spreadAll(tx, partitions));
  } finally {
    await close();
  }
}

async function spreadAll(tx: Transaction, partitions: number): Promise<Partitioned | PartitionFault> {
  if (await isInUse(tx)) return 'in_use';
  // ten million rows take longer than anything a server asks
  await sql`set local statement_timeout = 0`.execute(tx);
  await migrateTo(tx, knownMigrations.at(-1) ?? '');
  const tables: { table: string; rows: number }[] = [];
  for (const [table, column] of spreadTables) {
    if ((await partitionsOf(tx, table)) === partitions) continue;
    tables.push({ table, rows: await spreadTable(tx, table, column, partitions) });
  }
  return { partitions, tables };
}

/** 0 for a table that is whole. */
async function partitionsOf(tx: Transaction, table: string): Promise<number> {
  const { rows } = await sql`select 1 from pg_inherits where inhparent = ${table}::regclass`.execute(tx);
  return rows.length;
}

async function isInUse(tx: Transaction): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(
    tx,
  );
  return rows.length > 0;
}

async function spreadTable(
  tx: Transaction,
  table: string,
  column: string,
  partitions: number,
): Promise<number> {
  const constraints = await keysOf(tx, table);
  const indexes = await indexesOf(tx, table);
  const guards = await triggersOf(tx, table);
  const before = `${table}_before`;
  const run = (statement: string) => sql.raw(statement).execute(tx);
  await run(`alter table ${table} rename to ${before}`);
  await run(
    `create table ${table} (like ${before} including defaults including constraints including storage)
     partition by hash (${column})`,
  );
  for (let at = 0; at < partitions; at += 1) {
    // the number of partitions in the name: those of another number are still there
    await run(
      `create table ${table}_${partitions}_${at} partition of ${table}
       for values with (modulus ${partitions}, remainder ${at})`,
    );
  }
  const { numAffectedRows } = await run(`insert into ${table} select * from ${before}`);
  // their names are free only now
  await run(`drop table ${before}`);
  for (const { name, definition } of constraints) {
    await run(`alter table ${table} add constraint ${name} ${definition}`);
  }
  for (const definition of indexes) await run(definition.replace(' ON ONLY ', ' ON '));
  for (const definition of guards) await run(definition);
  await run(`analyze ${table}`);
  return Number(numAffectedRows ?? 0n);
}

/** Primary keys and unique constraints. */
async function keysOf(tx: Transaction, table: string): Promise<{ name: string; definition: string }[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${table}::regclass and contype in ('p', 'u') order by contype, conname`.execute(tx);
  return rows;
}

/** Indexes that are no constraint's. */
async function indexesOf(tx: Transaction, table: string): Promise<string[]> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = ${table}::regclass
      and not exists (select 1 from pg_constraint where conindid = indexrelid)
    order by indexrelid`.execute(tx);
  return rows.map((row) => row.definition);
}

/** What guards a table: the audit takes no line back. */
async function triggersOf(tx: Transaction, table: string): Promise<string[]> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_triggerdef(oid) as definition from pg_trigger
    where tgrelid = ${table}::regclass and not tgisinternal order by tgname`.execute(tx);
  return rows.map((row) => row.definition);
}
