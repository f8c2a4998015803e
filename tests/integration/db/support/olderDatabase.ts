/** A database as an earlier version of the program left it, and what a later one makes of it. */
import Database from 'better-sqlite3-multiple-ciphers';
import { migrate } from '#db/migrations/migrate.ts';
import { Writer } from '#db/open/handles.ts';

export class OlderDatabase {
  readonly #connection = new Database(':memory:');
  readonly #writer = new Writer(this.#connection);

  /** @param version how many migrations have run */
  constructor(version: number) {
    migrate(this.#writer, version);
    // a test adds the rows that its migration meets, without those that they point at
    this.#connection.pragma('foreign_keys = OFF');
  }

  run(statement: string, ...values: readonly unknown[]): void {
    this.#connection.prepare(statement).run(...values);
  }

  migrate(version: number): void {
    migrate(this.#writer, version);
  }

  /** The first column of every row. */
  all(query: string): unknown[] {
    return this.#connection.prepare(query).pluck().all();
  }

  /** How SQLite goes about a query, a line a step. */
  planOf(query: string): string[] {
    const steps = this.#connection.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`).all();
    return steps.map((step) => step.detail);
  }

  /** A step in the shape of version 1. */
  addStep(step: { id: string; feedId: string; deviceId: string; seq: number; pos?: number }): void {
    const { id, feedId, deviceId, seq, pos = null } = step;
    const bytes = new Uint8Array(32);
    this.run(
      `INSERT INTO step (feed_id, id, device_id, seq, base_pos, kind, version, min_reader, occurred_on,
         recorded_at, clock_offset, author_id, payload, salt, payload_hash, prev_hash, hash, pos, after_gap)
       VALUES (?, ?, ?, ?, 0, 'note.added', 1, 1, '2025-11-10', '2025-11-10T04:00:00.000Z', 0, 'a',
         ?, ?, ?, ?, ?, ?, 0)`,
      ...[feedId, id, deviceId, seq, bytes, bytes, bytes, bytes, bytes, pos],
    );
  }
}
