/**
 * The audit: who asked for what and what was refused, append-only. Each server process writes a
 * chain of its own (writer id), hash over hash, so that a line changed or removed shows; no
 * process waits for another. Entries hold ids and codes, never a name or a text about a child.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { equalBytes, sha256, toHex, utf8 } from '#shared/sync/bytes.ts';
import { firstPrevHash } from '#shared/sync/seal.ts';
import { columnsOf } from '../store/shapes.ts';
import { between, type Reads, type Store } from '../store/store.ts';
import type { VerifyFault } from '../verify/fault.ts';
import { Strangers } from './strangers.ts';

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
  /** A refusal of somebody unknown, from a network address: of too many only their number is written. */
  addRefused(address: string, entry: AuditEntry): Promise<void>;
  /** Writes how many more strangers were refused, once their minute is over. */
  tellOfStrangers(): Promise<void>;
}

const endAction = 'audit.end';

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
  readonly #strangers = new Strangers();

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

  async addRefused(address: string, entry: AuditEntry): Promise<void> {
    await this.tellOfStrangers();
    if (this.#strangers.isTold(address, entry.action, this.#now())) await this.add(entry);
  }

  async tellOfStrangers(early = false): Promise<void> {
    const untold = this.#strangers.end(this.#now(), early);
    if (untold !== null) await this.add({ action: 'strangers', outcome: 'refused', details: { ...untold } });
  }

  /** The last entry of this process: what comes short of it was running, was killed, or was cut. */
  async close(): Promise<void> {
    await this.tellOfStrangers(true);
    await this.#last;
    if (this.#seq > 0) await this.add({ action: endAction, outcome: 'done' });
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

/** Where a writer's chain stood; kept elsewhere than the database, it proves later that nothing was cut off. */
export const auditHead = z.object({
  writer: z.uuid(),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditHead = z.infer<typeof auditHead>;

export interface AuditState {
  readonly entries: number;
  /** Chains that do not end with `audit.end`: of a process that runs, was killed, or was cut. */
  readonly open: number;
  readonly heads: readonly AuditHead[];
  readonly faults: readonly VerifyFault[];
}

const readAtOnce = 1000;

/**
 * Checks every chain of the audit and names the first faulty entry of each. The end of a chain proves
 * nothing by itself: that it was cut off shows by heads from before (`since`).
 */
export async function verifyAudit(reads: Reads, since: readonly AuditHead[] = []): Promise<AuditState> {
  const heads: AuditHead[] = [];
  const faults: VerifyFault[] = [];
  let entries = 0;
  let open = 0;
  for await (const writer of writersIn(reads)) {
    const earlier = new Map(since.filter((one) => one.writer === writer).map((one) => [one.seq, one.hash]));
    const chain = await verifyChain(reads, writer, earlier);
    entries += chain.entries;
    if (!chain.ended) open += 1;
    if (chain.faultAt !== null) faults.push({ what: 'audit_altered', where: `${writer}/${chain.faultAt}` });
    for (const seq of earlier.keys()) faults.push({ what: 'audit_cut', where: `${writer}/${seq}` });
    heads.push({ writer, seq: chain.seq, hash: toHex(chain.hash) });
  }
  const known = new Set(heads.map((head) => head.writer));
  for (const { writer, seq } of since) {
    if (!known.has(writer)) faults.push({ what: 'audit_cut', where: `${writer}/${seq}` });
  }
  return { entries, open, heads, faults };
}

/** Writers, each found by going on behind the one before: the key begins with the writer. */
async function* writersIn(reads: Reads): AsyncGenerator<string> {
  for (let from = firstId; ; ) {
    const [next] = await reads.select('audit', {
      columns: ['writer_id'],
      where: { writer_id: between(from, lastId) },
      order: ['writer_id', 'seq'],
      limit: 1,
    });
    if (next === undefined) return;
    yield next.writer_id;
    if (next.writer_id === lastId) return;
    from = idAfter(next.writer_id);
  }
}

const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

function idAfter(id: string): string {
  const next = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
  return next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `earlier` loses the heads that are met. */
async function verifyChain(reads: Reads, writer: string, earlier: Map<number, string>) {
  let hash: Uint8Array = firstPrevHash;
  let [seq, entries, faultAt, ended] = [0, 0, null as number | null, false];
  for (;;) {
    const rows = await reads.select('audit', {
      columns: columnsOf('audit'),
      where: { writer_id: writer, seq: between(seq + 1, Number.MAX_SAFE_INTEGER) },
      order: ['writer_id', 'seq'],
      limit: readAtOnce,
    });
    for (const row of rows) {
      const computed = entryHash(hash, writer, row.seq, row.at, row.entry);
      const whole = row.seq === seq + 1 && equalBytes(row.prev_hash, hash) && equalBytes(computed, row.hash);
      if (!whole) faultAt ??= row.seq;
      if (earlier.get(row.seq) === toHex(row.hash)) earlier.delete(row.seq);
      [seq, hash, ended] = [row.seq, row.hash, row.entry.startsWith(`{"action":"${endAction}"`)];
    }
    entries += rows.length;
    if (rows.length < readAtOnce) return { seq, hash, entries, faultAt, ended };
  }
}
