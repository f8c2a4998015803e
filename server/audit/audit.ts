/**
 * The audit: who asked for what and what was refused, append-only. Each server process writes a
 * chain of its own (writer id), hash over hash, so that a line changed or removed shows; no
 * process waits for another. Entries hold ids and codes, never a name or a text about a child.
 */
import { randomUUID } from 'node:crypto';
import { equalBytes, sha256, utf8 } from '#shared/sync/bytes.ts';
import { firstPrevHash } from '#shared/sync/seal.ts';
import type { Reads, Store } from '../store/store.ts';
import { columnsOf } from '../store/tables.ts';

export interface AuditEntry {
  readonly action: string;
  readonly personId?: string | null;
  readonly deviceId?: string | null;
  readonly outcome: string;
  /** Feeds read or written, counts; ids and numbers only. */
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Where entries are handed in; resolves when the entry is written. */
export interface AuditWriter {
  add(entry: AuditEntry): Promise<void>;
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly at: Date;
}

export class Audit implements AuditWriter {
  readonly #store: Store;
  readonly #now: () => Date;
  readonly #writerId = randomUUID();
  #seq = 0;
  #hash: Uint8Array = firstPrevHash;
  #waiting: Waiting[] = [];
  /** The write that will take what waits now; null when nothing waits. */
  #next: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(store: Store, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Resolves when the entry is written; entries that come together are written together. */
  add(entry: AuditEntry): Promise<void> {
    this.#waiting.push({ entry, at: this.#now() });
    if (this.#next === null) {
      this.#next = this.#last.then(() => {
        this.#next = null;
        return this.#write();
      });
      this.#last = this.#next.catch(() => undefined);
    }
    return this.#next;
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    let seq = this.#seq;
    let hash: Uint8Array = this.#hash;
    const rows = batch.map(({ entry, at }) => {
      seq += 1;
      const text = JSON.stringify(entry);
      const prev = hash;
      hash = entryHash(prev, this.#writerId, seq, at, text);
      return { writer_id: this.#writerId, seq, at, entry: text, prev_hash: prev, hash };
    });
    await this.#store.insertNow('audit', rows);
    this.#seq = seq;
    this.#hash = hash;
  }
}

function entryHash(prev: Uint8Array, writerId: string, seq: number, at: Date, entry: string): Uint8Array {
  return sha256(prev, utf8(`${writerId}\n${seq}\n${at.toISOString()}\n${entry}`));
}

/** Checks every chain of the audit; answers the first faulty entry of each, "writer/seq". */
export async function verifyAudit(reads: Reads): Promise<{ entries: number; faults: string[] }> {
  const rows = await reads.select('audit', { columns: columnsOf('audit'), order: ['writer_id', 'seq'] });
  const faults = new Map<string, string>();
  let before: (typeof rows)[number] | null = null;
  for (const row of rows) {
    const first = before?.writer_id !== row.writer_id;
    const prev = first ? firstPrevHash : (before?.hash ?? firstPrevHash);
    const linked = row.seq === (first ? 1 : (before?.seq ?? 0) + 1) && equalBytes(row.prev_hash, prev);
    const computed = entryHash(row.prev_hash, row.writer_id, row.seq, row.at, row.entry);
    const whole = linked && equalBytes(computed, row.hash);
    if (!whole && !faults.has(row.writer_id)) faults.set(row.writer_id, `${row.writer_id}/${row.seq}`);
    before = row;
  }
  return { entries: rows.length, faults: [...faults.values()] };
}
