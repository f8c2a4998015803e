/**
 * The store on PostgreSQL. All SQL of the running server is made here, from the shapes of the
 * tables: many rows travel as arrays, one statement for all, and a list of values is one parameter.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../postgres/connect.ts';
import { inTransaction } from '../postgres/retry.ts';
import { binaryArray } from './binaryArray.ts';
import { type ColumnType, shapes } from './shapes.ts';
import {
  Between,
  type Change,
  type FeedRun,
  type Key,
  type OnConflict,
  OneOf,
  type Reads,
  type Select,
  type Store,
  type Tx,
  type Where,
} from './store.ts';
import type { Column, TableName, Tables } from './tables.ts';

type Executor = Database | Transaction;
/** Shapes without their exact types: which column of which table is settled by then. */
interface LooseShape {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
}

export class PostgresStore implements Store {
  readonly #database: Database;
  readonly #reads: Reads;

  constructor(database: Database) {
    this.#database = database;
    this.#reads = new PostgresReads(database);
  }

  select: Reads['select'] = (table, query) => this.#reads.select(table, query);
  count: Reads['count'] = (table, where) => this.#reads.count(table, where);
  readRuns: Reads['readRuns'] = (runs, limits) => this.#reads.readRuns(runs, limits);

  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
    return inTransaction(this.#database, (tx) => work(new PostgresTx(tx)));
  }

  /** Reads of one moment, whatever others write meanwhile. */
  snapshot<Value>(work: (reads: Reads) => Promise<Value>): Promise<Value> {
    return this.#database
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) => work(new PostgresReads(tx)));
  }

  async insertNow<Table extends TableName>(table: Table, rows: readonly Tables[Table][]): Promise<void> {
    await insertRows(this.#database, table, rows, 'fail');
  }

  async feedsMovedWithin(seconds: number): Promise<{ feed_id: string; head: number }[]> {
    const { rows } = await sql<{ feed_id: string; head: number }>`
      select feed_id, head from feed
      where moved_at > clock_timestamp() - make_interval(secs => ${seconds})`.execute(this.#database);
    return rows;
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#database);
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}

class PostgresReads implements Reads {
  protected readonly executor: Executor;

  constructor(executor: Executor) {
    this.executor = executor;
  }

  async select<Table extends TableName, Wanted extends Column<Table>>(
    table: Table,
    query: Select<Table, Wanted>,
  ): Promise<Pick<Tables[Table], Wanted>[]> {
    const conditions = conditionsOf(table, query.where);
    if (conditions === null) return [];
    const order = query.order ?? [];
    const { rows } = await sql<Pick<Tables[Table], Wanted>>`
      select ${names(query.columns)} from ${sql.ref(table)} where ${conditions}
      ${order.length === 0 ? sql`` : sql`order by ${ordered(order, query.descending === true)}`}
      ${query.limit === undefined ? sql`` : sql`limit ${query.limit}`}
      ${query.lock === undefined ? sql`` : query.lock === 'wait' ? sql`for update` : sql`for update skip locked`}
    `.execute(this.executor);
    return rows;
  }

  async count<Table extends TableName>(table: Table, where?: Where<Table>): Promise<number> {
    const conditions = conditionsOf(table, where);
    if (conditions === null) return 0;
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.ref(table)} where ${conditions}`.execute(this.executor);
    return rows[0]?.count ?? 0;
  }

  async readRuns(
    runs: readonly FeedRun[],
    limits: { readonly steps: number; readonly bytes: number },
  ): Promise<Tables['step'][]> {
    if (runs.length === 0) return [];
    const { rows } = await sql<Tables['step']>`
      with bounded as (
        select feed_id, pos, sum(bytes) over (order by feed_id, pos) - bytes as before
        from (
          select step.feed_id, step.pos, octet_length(step.payload) as bytes
          from unnest(
            ${idsOf(runs.map((run) => run.feedId))},
            ${longsOf(runs.map((run) => run.after))},
            ${longsOf(runs.map((run) => run.upTo))}
          ) as run (feed_id, after, up_to)
          join step on step.feed_id = run.feed_id and step.pos > run.after and step.pos <= run.up_to
          order by step.feed_id, step.pos
          limit ${limits.steps}
        ) as page
      )
      select step.*
      from bounded
      join step using (feed_id, pos)
      where bounded.before < ${limits.bytes}
      order by feed_id, pos`.execute(this.executor);
    return rows;
  }
}

class PostgresTx extends PostgresReads implements Tx {
  async insert<Table extends TableName>(
    table: Table,
    rows: readonly Tables[Table][],
    onConflict: OnConflict = 'fail',
  ): Promise<void> {
    await insertRows(this.executor, table, rows, onConflict);
  }

  async update<Table extends TableName>(table: Table, changes: readonly Change<Table>[]): Promise<number> {
    const first = changes[0];
    if (first === undefined) return 0;
    const { key } = looseShape(table);
    const given = Object.keys(first);
    const changed = given.filter((name) => !key.includes(name));
    const own = ownColumns(table);
    const result = await sql`
      update ${sql.ref(table)}
      set ${sql.join([...changed.map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`), ...own])}
      from unnest(${arrays(table, given, changes)}) as given (${names(given)})
      where ${sameKey(table, key)}`.execute(this.executor);
    return Number(result.numAffectedRows ?? 0n);
  }

  async remove<Table extends TableName>(table: Table, keys: readonly Key<Table>[]): Promise<number> {
    if (keys.length === 0) return 0;
    const { key } = looseShape(table);
    const result = await sql`
      delete from ${sql.ref(table)}
      using unnest(${arrays(table, key, keys)}) as given (${names(key)})
      where ${sameKey(table, key)}`.execute(this.executor);
    return Number(result.numAffectedRows ?? 0n);
  }
}

async function insertRows<Table extends TableName>(
  executor: Executor,
  table: Table,
  rows: readonly Tables[Table][],
  onConflict: OnConflict,
): Promise<void> {
  if (rows.length === 0) return;
  const { columns, key } = looseShape(table);
  const all = Object.keys(columns);
  const others = all.filter((name) => !key.includes(name));
  const taken = sql.join(others.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
  const conflict =
    onConflict === 'fail'
      ? sql``
      : onConflict === 'keep'
        ? sql`on conflict (${names(key)}) do nothing`
        : sql`on conflict (${names(key)}) do update set ${taken}`;
  await sql`
    insert into ${sql.ref(table)} (${names(all)})
    select * from unnest(${arrays(table, all, rows)})
    ${conflict}`.execute(executor);
}

/** What the database sets by itself when a row changes. */
function ownColumns(table: TableName): RawBuilder<unknown>[] {
  return table === 'feed' ? [sql`moved_at = clock_timestamp()`] : [];
}

/** Null where nothing can match. */
function conditionsOf<Table extends TableName>(
  table: Table,
  where: Where<Table> | undefined,
): RawBuilder<unknown> | null {
  const { columns } = looseShape(table);
  const conditions: RawBuilder<unknown>[] = [];
  for (const [name, condition] of Object.entries(where ?? {})) {
    const typeName = columns[name] ?? 'text';
    const type = sql.raw(typeName);
    const column = sql.ref(name);
    if (condition instanceof OneOf) {
      if (condition.values.length === 0) return null;
      conditions.push(sql`${column} = any(${binaryArray(typeName, condition.values)}::${type}[])`);
    } else if (condition instanceof Between) {
      conditions.push(sql`${column} between ${condition.from}::${type} and ${condition.to}::${type}`);
    } else if (condition === null) {
      conditions.push(sql`${column} is null`);
    } else {
      conditions.push(sql`${column} = ${condition}::${type}`);
    }
  }
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function looseShape(table: TableName): LooseShape {
  return shapes[table];
}

function names(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((name) => sql.ref(name)));
}

function ordered(columns: readonly string[], descending: boolean): RawBuilder<unknown> {
  return descending ? sql.join(columns.map((name) => sql`${sql.ref(name)} desc`)) : names(columns);
}

function idsOf(values: readonly string[]): RawBuilder<unknown> {
  return sql`${binaryArray('uuid', values)}::uuid[]`;
}

function longsOf(values: readonly number[]): RawBuilder<unknown> {
  return sql`${binaryArray('bigint', values)}::bigint[]`;
}

/** The columns of many rows, each as one array. */
function arrays(
  table: TableName,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): RawBuilder<unknown> {
  const { columns: types } = looseShape(table);
  return sql.join(
    columns.map((name) => {
      const type = types[name] ?? 'text';
      const values = binaryArray(
        type,
        rows.map((row) => row[name]),
      );
      return sql`${values}::${sql.raw(type)}[]`;
    }),
  );
}

function sameKey(table: TableName, key: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    key.map((name) => sql`${sql.ref(`${table}.${name}`)} = given.${sql.ref(name)}`),
    sql` and `,
  );
}
