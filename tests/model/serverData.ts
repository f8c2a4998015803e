/** What the server processes of the model stand on: memory, or a real PostgreSQL. Both can be copied and replaced by a copy. */
import { sql } from 'kysely';
import type { Database } from '#server/postgres/connect.ts';
import { type Copy, MemoryDatabase, MemoryStore } from '#server/store/memory.ts';
import { PostgresStore } from '#server/store/postgres.ts';
import { columnsOf, shapes } from '#server/store/shapes.ts';
import type { Reads, Store, Tx } from '#server/store/store.ts';
import type { TableName } from '#server/store/tables.ts';

export interface ServerData {
  /** One process's line; `turn` is awaited before each statement, and may throw. */
  store(turn: () => Promise<void>): Store;
  copy(): Promise<Copy>;
  replace(copy: Copy | null): Promise<void>;
}

export class MemoryData implements ServerData {
  readonly #now: () => number;
  #database: MemoryDatabase;

  constructor(now: () => number) {
    this.#now = now;
    this.#database = new MemoryDatabase(now);
  }

  store(turn: () => Promise<void>): Store {
    return new MemoryStore(this.#database, turn);
  }

  async copy(): Promise<Copy> {
    return this.#database.copy();
  }

  async replace(copy: Copy | null): Promise<void> {
    this.#database = new MemoryDatabase(this.#now, copy ?? undefined);
  }
}

const tables = Object.keys(shapes).filter((name): name is TableName => name in shapes);

/** A migrated database of its own. */
export class PostgresData implements ServerData {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  store(turn: () => Promise<void>): Store {
    return stoppingStore(new PostgresStore(this.#database), turn);
  }

  async copy(): Promise<Copy> {
    const store = new PostgresStore(this.#database);
    const held = tables.map(async (table) => {
      const rows = await store.select(table, { columns: columnsOf(table) });
      return [table, new Map(rows.map((row, at) => [String(at), { ...row }]))] as const;
    });
    return new Map(await Promise.all(held));
  }

  async replace(copy: Copy | null): Promise<void> {
    const names = sql.join(tables.map((table) => sql.table(table)));
    await sql`truncate ${names}`.execute(this.#database);
    for (const [table, rows] of copy ?? []) await this.#fill(table, [...rows.values()]);
  }

  /** Rows as PostgreSQL itself reads them. */
  async #fill(table: TableName, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = columnsOf(table);
    const lines = rows.map((row) => {
      const values = new Map<string, unknown>(Object.entries(row));
      return sql`(${sql.join(columns.map((name) => values.get(name)))})`;
    });
    const into = sql.join(columns.map((name) => sql.ref(name)));
    await sql`insert into ${sql.table(table)} (${into}) values ${sql.join(lines)}`.execute(this.#database);
  }
}

/** A store that stops before every statement. */
function stoppingStore(store: Store, turn: () => Promise<void>): Store {
  const before =
    <Given extends readonly unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      await turn();
      return work(...given);
    };
  const reads = (from: Reads): Reads => ({
    select: async (table, query) => {
      await turn();
      return from.select(table, query);
    },
    count: async (table, where) => {
      await turn();
      return from.count(table, where);
    },
    readRuns: before((runs, limits) => from.readRuns(runs, limits)),
  });
  const writes = (tx: Tx): Tx => ({
    ...reads(tx),
    insert: async (table, rows, onConflict) => {
      await turn();
      return tx.insert(table, rows, onConflict);
    },
    update: async (table, changes) => {
      await turn();
      return tx.update(table, changes);
    },
    remove: async (table, keys) => {
      await turn();
      return tx.remove(table, keys);
    },
  });
  return {
    ...reads(store),
    // once more before the commit
    transaction: (work) =>
      store.transaction(async (tx) => {
        const value = await work(writes(tx));
        await turn();
        return value;
      }),
    insertNow: async (table, rows) => {
      await turn();
      return store.insertNow(table, rows);
    },
    feedsMovedWithin: before((seconds) => store.feedsMovedWithin(seconds)),
    ping: before(() => store.ping()),
    close: () => Promise.resolve(),
  };
}
