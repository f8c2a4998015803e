/** What a database holds of a server, as the database itself says it: tables, columns, migrations. */
import { sql } from 'kysely';
import type { Database, Transaction } from '../postgres/connect.ts';

export interface TableFound {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The migrator's own; no part of a copy, they are made anew where it is brought back. */
export const migratorTables: readonly string[] = ['kysely_migration', 'kysely_migration_lock'];

/** Tables of the schema in use, a partitioned one as one; in the order of their names. */
export async function tablesIn(database: Database | Transaction): Promise<TableFound[]> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname, a.attnum`.execute(database);
  const tables = Map.groupBy(rows, (row) => row.table);
  return [...tables].map(([name, columns]) => ({
    name,
    columns: columns.map(({ column, type }) => ({ name: column, type })),
  }));
}

export async function migrationsIn(database: Database | Transaction): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(database);
  return rows.map((row) => row.name);
}

/** Whether there is a server at all; an empty database has none. */
export async function hasServer(database: Database | Transaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('server') is not null and to_regclass('kysely_migration') is not null as found
  `.execute(database);
  return rows[0]?.found === true;
}
