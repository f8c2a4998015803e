/**
 * What the server asks of its database: rows of one table by simple conditions, in transactions
 * that lock rows. Everything the server does goes through these few operations, so that they run
 * on PostgreSQL, on engines that speak like it, and in memory for the model test, all under one
 * conformance suite (tests/integration/store). No joins, no functions, nothing that crosses feeds.
 */
import type { KeyColumn } from './shapes.ts';
import type { Column, TableName, Tables } from './tables.ts';

/** One of these values. */
export class OneOf<Value> {
  readonly values: readonly Value[];
  constructor(values: Iterable<Value>) {
    this.values = [...new Set(values)];
  }
}

/** From the first to the last, both included. */
export class Between<Value> {
  readonly from: Value;
  readonly to: Value;
  constructor(from: Value, to: Value) {
    this.from = from;
    this.to = to;
  }
}

export function oneOf<Value>(values: Iterable<Value>): OneOf<Value> {
  return new OneOf(values);
}

export function between<Value>(from: Value, to: Value): Between<Value> {
  return new Between(from, to);
}

/** Equal, null for "is null", or one of the above. */
export type Condition<Value> = Value | OneOf<Value> | Between<Value>;

/** All of them hold. */
export type Where<Table extends TableName> = {
  readonly [Name in Column<Table>]?: Condition<Tables[Table][Name]>;
};

export interface Select<Table extends TableName, Wanted extends Column<Table>> {
  readonly columns: readonly Wanted[];
  readonly where?: Where<Table>;
  /** Ascending, by the bytes of texts. */
  readonly order?: readonly Column<Table>[];
  /** The whole order the other way round. */
  readonly descending?: boolean;
  readonly limit?: number;
  /** Holds the rows until the transaction ends: waits for others that hold them, or passes those rows over. */
  readonly lock?: 'wait' | 'skip';
}

export type Key<Table extends TableName> = Pick<Tables[Table], KeyColumn<Table>>;
/** The key of a row, and what becomes of its other columns. */
export type Change<Table extends TableName> = Key<Table> & Partial<Tables[Table]>;
/** What an insert does where a row of that key is there: fails (and is tried again), keeps it, or takes its place. */
export type OnConflict = 'fail' | 'keep' | 'replace';

/** Steps of a feed behind a position, and up to its head as it was read before. */
export interface FeedRun {
  readonly feedId: string;
  readonly after: number;
  readonly upTo: number;
}

export interface Reads {
  select<Table extends TableName, Wanted extends Column<Table>>(
    table: Table,
    query: Select<Table, Wanted>,
  ): Promise<Pick<Tables[Table], Wanted>[]>;
  count<Table extends TableName>(table: Table, where?: Where<Table>): Promise<number>;
  /** Whole steps of the runs in order of feed and position, bounded by their number and the bytes of their payloads; at least one. */
  readRuns(
    runs: readonly FeedRun[],
    limits: { readonly steps: number; readonly bytes: number },
  ): Promise<Tables['step'][]>;
}

export interface Tx extends Reads {
  insert<Table extends TableName>(
    table: Table,
    rows: readonly Tables[Table][],
    onConflict?: OnConflict,
  ): Promise<void>;
  /** Changes rows by their keys, all in the same columns; answers how many there were. */
  update<Table extends TableName>(table: Table, changes: readonly Change<Table>[]): Promise<number>;
  /** Removes rows by their keys; answers how many there were. */
  remove<Table extends TableName>(table: Table, keys: readonly Key<Table>[]): Promise<number>;
}

/** The database kept asking to try again: the caller answers BUSY. */
export class StillBusy extends Error {}

export interface Store extends Reads {
  /**
   * All of the work or nothing. Run again where the database asks for it, so it must have no effect
   * outside. Each statement sees what is committed by then (read committed). Throws StillBusy.
   */
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** One insert in a transaction of its own. */
  insertNow<Table extends TableName>(table: Table, rows: readonly Tables[Table][]): Promise<void>;
  /** Feeds that moved within so many seconds by the database's own clock, the same for every process. */
  feedsMovedWithin(seconds: number): Promise<{ feed_id: string; head: number }[]>;
  /** Throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
