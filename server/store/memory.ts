/**
 * The store in memory, for the model test: the same rows, locks and transactions as PostgreSQL's
 * read committed, decided by nothing but the order of the calls. It passes the same conformance
 * suite (tests/integration/store). Never for real data: nothing of it survives the process.
 */

import { Deadlock, LockTable } from './memoryLocks.ts';
import { compareValues, copyOf, keyOf, matches, type Row } from './memoryRows.ts';
import { shapes } from './shapes.ts';
import {
  type Change,
  type FeedRun,
  type Key,
  type OnConflict,
  oneOf,
  type Select,
  StillBusy,
  type Store,
  type Tx,
  type Where,
} from './store.ts';
import type { Column, TableName, Tables } from './tables.ts';

/** Everything committed; what a copy of the database holds. */
export type Copy = ReadonlyMap<TableName, ReadonlyMap<string, Row>>;

const attempts = 8;

/** Another transaction made a row of the same key: the work is run again, as on PostgreSQL. */
class Conflict extends Error {}

/** What is committed, and who holds which row. Any number of processes share one. */
export class MemoryDatabase {
  readonly tables: ReadonlyMap<TableName, Map<string, Row>>;
  readonly movedAt = new Map<string, number>();
  readonly locks = new LockTable();
  /** The database's own clock, milliseconds. */
  readonly now: () => number;

  constructor(now: () => number = Date.now, copy?: Copy) {
    this.now = now;
    const names = Object.keys(shapes).filter((name): name is TableName => name in shapes);
    this.tables = new Map(names.map((name) => [name, new Map(copy?.get(name) ?? [])]));
  }

  copy(): Copy {
    return new Map([...this.tables].map(([table, rows]) => [table, new Map(rows)]));
  }
}

/** One process's line to the database. */
export class MemoryStore implements Store {
  readonly database: MemoryDatabase;
  /** Awaited before each statement: a model decides here who goes on, or lets the process crash. */
  readonly turn: () => Promise<void>;

  constructor(database = new MemoryDatabase(), turn: () => Promise<void> = () => Promise.resolve()) {
    this.database = database;
    this.turn = turn;
  }

  select: Store['select'] = (table, query) => this.#alone((tx) => tx.select(table, query));
  count: Store['count'] = (table, where) => this.#alone((tx) => tx.count(table, where));
  readRuns: Store['readRuns'] = (runs, limits) => this.#alone((tx) => tx.readRuns(runs, limits));

  async insertNow<Table extends TableName>(table: Table, rows: readonly Tables[Table][]): Promise<void> {
    await this.#alone((tx) => tx.insert(table, rows));
  }

  async transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      const tx = new MemoryTx(this);
      try {
        const value = await work(tx);
        await this.turn();
        tx.commit();
        return value;
      } catch (error) {
        if (!(error instanceof Conflict || error instanceof Deadlock)) throw error;
        if (attempt === attempts) throw new StillBusy('the database stays busy', { cause: error });
      } finally {
        tx.end();
      }
    }
  }

  async feedsMovedWithin(seconds: number): Promise<{ feed_id: string; head: number }[]> {
    const since = this.database.now() - seconds * 1000;
    const rows = await this.select('feed', { columns: ['feed_id', 'head'] });
    return rows.filter((row) => (this.database.movedAt.get(row.feed_id) ?? 0) > since);
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  async #alone<Value>(work: (tx: MemoryTx) => Promise<Value>): Promise<Value> {
    const tx = new MemoryTx(this);
    try {
      const value = await work(tx);
      tx.commit();
      return value;
    } finally {
      tx.end();
    }
  }
}

class MemoryTx implements Tx {
  readonly #store: MemoryStore;
  /** What this transaction has changed; null for a removed row. */
  readonly #changed = new Map<TableName, Map<string, Row | null>>();

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  async select<Table extends TableName, Wanted extends Column<Table>>(
    table: Table,
    query: Select<Table, Wanted>,
  ): Promise<Pick<Tables[Table], Wanted>[]> {
    await this.#store.turn();
    const where = query.where ?? {};
    const order = query.order ?? [];
    const turned = query.descending === true ? -1 : 1;
    const found = this.#rows(table, where).toSorted((one, other) => turned * compareBy(order, one, other));
    const rows = query.lock === undefined ? found : await this.#locked(table, where, found, query);
    // the columns that were asked for, of rows of this very table
    return rows.slice(0, query.limit).map((row) => copyOf<Pick<Tables[Table], Wanted>>(row, query.columns));
  }

  async count<Table extends TableName>(table: Table, where: Where<Table> = {}): Promise<number> {
    await this.#store.turn();
    return this.#rows(table, where).length;
  }

  async readRuns(
    runs: readonly FeedRun[],
    limits: { readonly steps: number; readonly bytes: number },
  ): Promise<Tables['step'][]> {
    await this.#store.turn();
    const asked = new Map(runs.map((run) => [run.feedId, run]));
    const columns = Object.keys(shapes.step.columns);
    const steps = this.#rows('step', { feed_id: oneOf(asked.keys()) })
      .map((row) => copyOf<Tables['step']>(row, columns))
      .filter((step) => {
        const run = asked.get(step.feed_id);
        return run !== undefined && step.pos > run.after && step.pos <= run.upTo;
      })
      .toSorted((one, other) => compareValues(one.feed_id, other.feed_id) || one.pos - other.pos)
      .slice(0, limits.steps);
    let before = 0;
    return steps.filter((step) => {
      const fits = before < limits.bytes;
      before += step.payload.length;
      return fits;
    });
  }

  async insert<Table extends TableName>(
    table: Table,
    rows: readonly Tables[Table][],
    onConflict: OnConflict = 'fail',
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.#store.turn();
    for (const given of rows) {
      const row = copyOf<Row>(given, Object.keys(shapes[table].columns));
      for (const unique of uniquesOf(table)) await this.#hold(table, unique, row);
      const key = keyOf(shapes[table].key, row);
      if (this.#at(table, key) !== undefined) {
        if (onConflict === 'fail') throw new Conflict(`a row of ${table} is there already`);
        if (onConflict === 'keep') continue;
      }
      const others = uniquesOf(table).slice(1);
      if (others.some((unique) => this.#another(table, unique, row, key))) {
        throw new Conflict(`a row of ${table} is there already`);
      }
      this.#set(table, key, row);
    }
  }

  async update<Table extends TableName>(table: Table, changes: readonly Change<Table>[]): Promise<number> {
    if (changes.length === 0) return 0;
    await this.#store.turn();
    let count = 0;
    for (const change of changes) {
      const given = copyOf<Row>(change, Object.keys(change));
      const key = keyOf(shapes[table].key, given);
      await this.#hold(table, shapes[table].key, given);
      const row = this.#at(table, key);
      if (row === undefined) continue;
      this.#set(table, key, { ...row, ...given });
      count += 1;
    }
    return count;
  }

  async remove<Table extends TableName>(table: Table, keys: readonly Key<Table>[]): Promise<number> {
    if (keys.length === 0) return 0;
    await this.#store.turn();
    let count = 0;
    for (const one of keys) {
      const given = copyOf<Row>(one, Object.keys(one));
      const key = keyOf(shapes[table].key, given);
      await this.#hold(table, shapes[table].key, given);
      if (this.#at(table, key) === undefined) continue;
      this.#set(table, key, null);
      count += 1;
    }
    return count;
  }

  commit(): void {
    for (const [table, changes] of this.#changed) {
      const rows = this.#store.database.tables.get(table);
      for (const [key, row] of changes) {
        if (row === null) rows?.delete(key);
        else rows?.set(key, row);
        if (table === 'feed' && row !== null)
          this.#store.database.movedAt.set(String(row.feed_id), this.#store.database.now());
      }
    }
  }

  end(): void {
    this.#changed.clear();
    this.#store.database.locks.release(this);
  }

  /** Committed rows as they are now, with this transaction's own changes over them. */
  #rows(table: TableName, where: Readonly<Record<string, unknown>>): Row[] {
    const own = this.#changed.get(table);
    const found: Row[] = [];
    for (const [key, row] of this.#store.database.tables.get(table) ?? []) {
      const seen = own?.get(key);
      const now = seen === undefined ? row : seen;
      if (now !== null && matches(now, where)) found.push(now);
    }
    for (const [key, row] of own ?? []) {
      const fresh = row !== null && !this.#store.database.tables.get(table)?.has(key);
      if (fresh && matches(row, where)) found.push(row);
    }
    return found;
  }

  #at(table: TableName, key: string): Row | undefined {
    const own = this.#changed.get(table)?.get(key);
    if (own !== undefined) return own ?? undefined;
    return this.#store.database.tables.get(table)?.get(key);
  }

  #set(table: TableName, key: string, row: Row | null): void {
    const changes = this.#changed.get(table) ?? new Map<string, Row | null>();
    this.#changed.set(table, changes.set(key, row));
  }

  #another(table: TableName, unique: readonly string[], row: Row, key: string): boolean {
    const where = Object.fromEntries(unique.map((name) => [name, row[name]]));
    return this.#rows(table, where).some((other) => keyOf(shapes[table].key, other) !== key);
  }

  #hold(table: TableName, unique: readonly string[], row: Row): Promise<void> {
    return this.#store.database.locks.hold(this, `${table} ${unique.join()} ${keyOf(unique, row)}`);
  }

  /** Locks one row after the other, in their order; each is looked at again once it is held. */
  async #locked(
    table: TableName,
    where: Readonly<Record<string, unknown>>,
    found: readonly Row[],
    query: { readonly lock?: 'wait' | 'skip'; readonly limit?: number },
  ): Promise<Row[]> {
    const { key } = shapes[table];
    const rows: Row[] = [];
    for (const row of found) {
      if (query.limit !== undefined && rows.length >= query.limit) break;
      const name = `${table} ${key.join()} ${keyOf(key, row)}`;
      if (query.lock === 'skip' && !this.#store.database.locks.isFree(this, name)) continue;
      await this.#store.database.locks.hold(this, name);
      const now = this.#at(table, keyOf(key, row));
      if (now !== undefined && matches(now, where)) rows.push(now);
    }
    return rows;
  }
}

/** The primary key first. */
function uniquesOf(table: TableName): (readonly string[])[] {
  const shape = shapes[table];
  return [shape.key, ...('unique' in shape ? shape.unique : [])];
}

function compareBy(columns: readonly string[], one: Row, other: Row): number {
  for (const name of columns) {
    const difference = compareValues(one[name], other[name]);
    if (difference !== 0) return difference;
  }
  return 0;
}
