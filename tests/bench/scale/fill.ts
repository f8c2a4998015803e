/**
 * Fills a server's database with cases of 300 steps each, past the protocol. The first ones are sealed:
 * rows are written to a file and copied in, with the seals, chains, checksums, heads, receipts and jobs
 * that pushing them would have left, and what follows from them the server derives. The rest lies around
 * them: the database repeats those cases under other ids, as large, as many, and never read.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { columnsOf } from '#server/store/shapes.ts';
import type { Store } from '#server/store/store.ts';
import type { TableName, Tables } from '#server/store/tables.ts';
import type { Day } from '#shared/domain/day.ts';
import { isStepKind, kindOf, type StepKind } from '#shared/domain/steps/index.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { firstPrevHash, saltLength, sealBytes } from '#shared/sync/seal.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from '../field/mix.ts';
import { caseSteps, inventedId, stepsToReturn, visitDay } from '../field/wayHome.ts';

export const stepsOfCase = 300;
const casesOfInstitution = 100;
/** Cases that are sealed one by one. */
const sealedCases = 300;

interface Draft {
  readonly kind: StepKind;
  readonly payload: Uint8Array;
  readonly occurredOn: Day;
}

type FeedRow = Tables['feed'];

export class Filler {
  /** The sealed ones. */
  readonly caseIds: string[] = [];
  readonly institutionIds: string[] = [];
  readonly #databaseUrl: string;
  readonly #chance = new Seeded(7);
  /** Payloads repeat; ids, salts and seals never do. */
  readonly #mix: readonly Draft[];
  #institutionId = '';
  #repeated = 0;
  #device = '';
  #seq = 0;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
    this.#mix = Array.from({ length: 2000 }, () => {
      const { kind, payload } = mixedStep(this.#chance);
      return { kind, payload: canonicalBytes(kindOf(kind).schema.parse(payload)), occurredOn: visitDay };
    });
  }

  /** Until there are so many cases; `addInstitution` answers the id of a new one. */
  async upTo(store: Store, cases: number, addInstitution: (name: string) => Promise<string>): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'uige-fill-'));
    // PostgreSQL reads the files itself, under another user
    chmodSync(folder, 0o755);
    const client = new pg.Client({ connectionString: this.#databaseUrl });
    await client.connect();
    try {
      while (this.caseIds.length < Math.min(cases, sealedCases)) {
        if (this.caseIds.length % casesOfInstitution === 0) await this.#nextInstitution(addInstitution);
        const left = casesOfInstitution - (this.caseIds.length % casesOfInstitution);
        const count = Math.min(left, Math.min(cases, sealedCases) - this.caseIds.length);
        await this.#someCases(store, client, folder, count);
      }
      while (this.caseIds.length + this.#repeated < cases) {
        const count = Math.min(sealedCases, cases - this.caseIds.length - this.#repeated);
        await repeat(client, this.caseIds.slice(0, count), await addInstitution(`Другое ${this.#repeated}`));
        this.#repeated += count;
      }
    } finally {
      await client.end();
      rmSync(folder, { recursive: true });
    }
  }

  async #nextInstitution(addInstitution: (name: string) => Promise<string>): Promise<void> {
    this.#institutionId = await addInstitution(`Учреждение ${this.institutionIds.length + 1}`);
    this.institutionIds.push(this.#institutionId);
    this.#device = v7();
    this.#seq = 0;
  }

  async #someCases(store: Store, client: pg.Client, folder: string, count: number): Promise<void> {
    const feeds: FeedRow[] = [];
    const chains: Tables['chain'][] = [];
    const steps: Tables['step'][] = [];
    for (let at = 0; at < count; at += 1) {
      const made = this.#oneCase();
      feeds.push(made.feed);
      chains.push(made.chain);
      steps.push(...made.steps);
      this.caseIds.push(made.feed.feed_id);
    }
    const receipts = steps.map((step): Tables['receipt'] => ({
      device_id: step.device_id,
      seq: step.seq,
      feed_id: step.feed_id,
      step_id: step.id,
      prev_hash: step.prev_hash,
      hash: step.hash,
      verdict: step.verdict,
      reason: null,
      pos: step.pos,
      received_at: step.received_at,
    }));
    await copyIn(client, folder, 'step', steps);
    await copyIn(client, folder, 'receipt', receipts);
    await store.transaction(async (tx) => {
      await tx.insert('feed', feeds);
      await tx.insert('chain', chains);
      await tx.insert(
        'summary_job',
        feeds.map((feed) => ({ feed_id: feed.feed_id, wanted_pos: feed.head })),
      );
    });
  }

  #mixed(): Draft {
    const draft = this.#mix[this.#chance.between(0, this.#mix.length - 1)];
    if (draft === undefined) throw new RangeError('a draft of the mix');
    return draft;
  }

  #oneCase(): { feed: FeedRow; chain: Tables['chain']; steps: Tables['step'][] } {
    const caseId = v7();
    const opening = caseSteps(
      this.#chance,
      { caseId, institutionId: this.#institutionId },
      this.#chance.between(4, stepsToReturn),
    ).flatMap(({ kind, payload, occurredOn }): Draft[] =>
      isStepKind(kind)
        ? [{ kind, payload: canonicalBytes(kindOf(kind).schema.parse(payload)), occurredOn }]
        : [],
    );
    const author = inventedId(this.#chance);
    const at = new Date('2026-02-20T05:00:00.000Z');
    let hash: Uint8Array = firstPrevHash;
    let checksum: Uint8Array = emptyChecksum;
    const steps: Tables['step'][] = [];
    for (let pos = 1; pos <= stepsOfCase; pos += 1) {
      const draft = opening[pos - 1] ?? this.#mixed();
      const { version, minReader } = kindOf(draft.kind);
      this.#seq += 1;
      const header = {
        id: v7(),
        feedId: caseId,
        deviceId: this.#device,
        seq: this.#seq,
        basePos: pos - 1,
        kind: draft.kind,
        version,
        minReader,
        occurredOn: draft.occurredOn,
        recordedAt: at.toISOString(),
        clockOffset: 0,
        authorId: author,
        eventId: null,
      };
      const sealed = sealBytes(header, draft.payload, new Uint8Array(randomBytes(saltLength)), hash);
      hash = sealed.hash;
      checksum = nextChecksum(checksum, pos, sealed.id, hash);
      steps.push({
        feed_id: caseId,
        id: sealed.id,
        device_id: sealed.deviceId,
        seq: sealed.seq,
        base_pos: sealed.basePos,
        kind: sealed.kind,
        version,
        min_reader: minReader,
        occurred_on: sealed.occurredOn,
        recorded_at: sealed.recordedAt,
        clock_offset: 0,
        author_id: author,
        event_id: null,
        payload: sealed.payload,
        salt: sealed.salt,
        payload_hash: sealed.payloadHash,
        prev_hash: sealed.prevHash,
        hash,
        signature: null,
        received_at: at,
        pos,
        verdict: 'accepted',
        reason: null,
        after_gap: false,
      });
    }
    const feed: FeedRow = {
      feed_id: caseId,
      kind: 'case',
      institution_id: this.#institutionId,
      head: stepsOfCase,
      checksum,
      writer_id: randomUUID(),
      writer_seq: 0,
      case_code: null,
    };
    const chain = { feed_id: caseId, device_id: this.#device, hash, positioned_hash: hash };
    return { feed, chain, steps };
  }
}

/** The same cases once more, under other ids and in another institution. */
async function repeat(client: pg.Client, caseIds: readonly string[], institutionId: string): Promise<void> {
  await client.query('begin');
  await client.query(
    'create temporary table other on commit drop as select one as feed_id, gen_random_uuid() as other from unnest($1::uuid[]) as one',
    [caseIds],
  );
  const device = v7();
  for (const [table, told] of [
    ['feed', { institution_id: institutionId, writer_id: randomUUID() }],
    ['chain', { device_id: null }],
    ['step', { id: null, device_id: device }],
    ['receipt', { step_id: null, device_id: device, seq: 'row' }],
  ] as const) {
    const values = columnsOf(table).map((name) => {
      if (name === 'feed_id') return 'other.other';
      const given = Object.entries(told).find(([column]) => column === name);
      if (given === undefined) return `${table}.${name}`;
      if (given[1] === null) return 'gen_random_uuid()';
      return given[1] === 'row' ? 'row_number() over ()' : `'${given[1]}'`;
    });
    await client.query(
      `insert into ${table} (${columnsOf(table).join(', ')})
       select ${values.join(', ')} from ${table} join other using (feed_id)${table === 'step' || table === 'receipt' ? ` where ${table}.pos <= ${stepsOfCase}` : ''}`,
    );
  }
  await client.query('commit');
}

async function copyIn<Table extends TableName>(
  client: pg.Client,
  folder: string,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> {
  const columns = columnsOf(table);
  const file = path.join(folder, table);
  writeFileSync(file, rows.map((row) => `${columns.map((name) => field(row[name])).join('\t')}\n`).join(''));
  await client.query(`copy ${table} (${columns.join(', ')}) from '${file}'`);
}

/** A value in PostgreSQL's text format; no text here holds a tab, a line's end or a backslash. */
function field(value: unknown): string {
  if (value === null) return '\\N';
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  return value instanceof Date ? value.toISOString() : String(value);
}
