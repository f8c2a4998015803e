/**
 * Handles of the open database. A reader cannot write: its connection is read-only and its type
 * has no way to. Functions that write ask for a Writer, so a signature tells who may change what.
 * Everything is synchronous; errors of the storage are thrown and turned into values at the edge
 * by `attempt` (failure.ts).
 */
import type Plain from 'better-sqlite3';
import type { Connection } from 'better-sqlite3-multiple-ciphers';
import type { Compilable } from 'kysely';
import type { SqlValue } from '../columns.ts';
import { type Schema, tables } from '../schema.ts';
import { DatabaseClosed } from './failure.ts';
import { looseQuery, type Parameters, type PreparedQuery } from './query.ts';

export class Reader {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Plain.Statement<unknown[], unknown>>();

  /** Made once: making one takes longer than a small transaction. */
  readonly #within: Plain.Transaction<(work: () => void) => void>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#within = connection.transaction((work: () => void) => work());
  }

  /** @throws DatabaseClosed once it is closed */
  protected get connection(): Connection {
    if (!this.#connection.open) throw new DatabaseClosed();
    return this.#connection;
  }

  /** Every row of a prepared query. */
  all<Given extends Parameters, Row>(prepared: PreparedQuery<Given, Row>, given: Given): Row[] {
    return this.statement<Row>(prepared.sql).all(...prepared.bind(given));
  }

  /** The first row of a prepared query. */
  get<Given extends Parameters, Row>(prepared: PreparedQuery<Given, Row>, given: Given): Row | undefined {
    return this.statement<Row>(prepared.sql).get(...prepared.bind(given));
  }

  /** Every row of a query built for this one call: its statement is kept by its text. */
  select<Row>(built: Compilable<Row>): Row[] {
    const compiled = built.compile();
    return this.statement<Row>(compiled.sql).all(...compiled.parameters);
  }

  /** Rows one by one, for what does not fit in memory. Nothing else may run on this handle meanwhile. */
  each<Given extends Parameters, Row>(
    prepared: PreparedQuery<Given, Row>,
    given: Given,
  ): IterableIterator<Row> {
    return this.statement<Row>(prepared.sql).iterate(...prepared.bind(given));
  }

  /** A pragma's single value. */
  pragma(name: string): unknown {
    return this.connection.pragma(name, { simple: true });
  }

  /** SQLite's own check of pages and indexes: "ok", or a line for each fault. */
  integrity(): string[] {
    const rows = this.connection.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all();
    return rows.map((row) => row.integrity_check);
  }

  /** Reads within one snapshot: nothing another process writes comes between. */
  snapshot<Value>(read: () => Value): Value {
    return this.within('deferred', read);
  }

  protected within<Value>(how: 'deferred' | 'immediate', work: () => Value): Value {
    if (!this.#connection.open) throw new DatabaseClosed();
    const done: { value?: Value } = {};
    this.#within[how](() => {
      done.value = work();
    });
    // it came to its end, or it threw
    return done.value as Value;
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  /** SQL meets types here: the row type is the compiled query's, and nowhere else is one assumed. */
  protected statement<Row>(text: string): Plain.Statement<unknown[], Row> {
    const kept = this.#statements.get(text);
    if (kept !== undefined) return kept as Plain.Statement<unknown[], Row>;
    const statement = this.connection.prepare<unknown[], Row>(text);
    if (this.#statements.size >= keptStatements) this.#statements.clear();
    this.#statements.set(text, statement);
    return statement;
  }
}

/** Filters make many texts; beyond this the kept statements start afresh. */
const keptStatements = 500;

export class Writer extends Reader {
  /** Runs a prepared statement; answers how many rows changed. */
  run<Given extends Parameters>(prepared: PreparedQuery<Given, unknown>, given: Given): number {
    return this.statement(prepared.sql).run(...prepared.bind(given)).changes;
  }

  /** Runs a statement built for this one call; answers how many rows changed. */
  change(built: Compilable): number {
    const compiled = built.compile();
    return this.statement(compiled.sql).run(...compiled.parameters).changes;
  }

  insert<Table extends keyof Schema>(table: Table, row: Schema[Table]): void {
    this.statement(rowStatement(table, 'insert')).run(...valuesOf(table, row));
  }

  /** Inserts the row in place of one with the same key. */
  put<Table extends keyof Schema>(table: Table, row: Schema[Table]): void {
    this.statement(rowStatement(table, 'replace')).run(...valuesOf(table, row));
  }

  /** All of it or nothing. Inside another transaction: all of it or nothing of this part. */
  transaction<Value>(work: () => Value): Value {
    return this.within('immediate', work);
  }

  /** Statements of a migration. */
  execute(text: string): void {
    this.connection.exec(text);
  }

  /** Writes a compact copy of the whole database, under the same key, to a new file. */
  copyInto(path: string): void {
    this.connection.prepare('VACUUM INTO ?').run(path);
  }

  /** How many rows this handle has changed since it was opened. */
  get changed(): number {
    return this.statement<{ count: number }>('SELECT total_changes() AS count').get()?.count ?? 0;
  }

  /** Moves what it can of the write-ahead log into the database, and waits for nobody. */
  checkpointQuietly(): void {
    this.connection.pragma('wal_checkpoint(PASSIVE)');
  }

  /** Moves the write-ahead log into the database and empties it. */
  checkpoint(): void {
    this.connection.pragma('wal_checkpoint(TRUNCATE)');
  }
}

const rowStatements = new Map<string, string>();

function rowStatement(table: keyof Schema, how: 'insert' | 'replace'): string {
  const key = `${how} ${table}`;
  const kept = rowStatements.get(key);
  if (kept !== undefined) return kept;
  const values = Object.fromEntries(Object.keys(tables[table]).map((column) => [column, 0]));
  const into = how === 'insert' ? looseQuery.insertInto(table) : looseQuery.replaceInto(table);
  const text = into.values(values).compile().sql;
  rowStatements.set(key, text);
  return text;
}

function valuesOf<Table extends keyof Schema>(table: Table, row: Schema[Table]): SqlValue[] {
  const values: Readonly<Record<string, SqlValue>> = row;
  return Object.keys(tables[table]).map((column) => values[column] ?? null);
}
