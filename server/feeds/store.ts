/**
 * Steps into and out of their tables. Positions are given here and nowhere else, on locked
 * feeds, so that head, checksum and rows always agree.
 */
import { sql } from 'kysely';
import type { Step, StepHeader } from '#shared/domain/step.ts';
import { equalBytes } from '#shared/sync/bytes.ts';
import { parsePayload } from '#shared/sync/canonical.ts';
import { nextChecksum } from '#shared/sync/checksum.ts';
import type { VerdictReason } from '#shared/sync/messages.ts';
import { firstPrevHash, type SealedStep } from '#shared/sync/seal.ts';
import type { Database, Tx } from '../postgres/connect.ts';
import type { StepTable, TravelledColumns } from '../postgres/schema.ts';
import type { Chains } from './chains.ts';
import type { LockedFeed } from './lock.ts';

export interface PositionedStep {
  readonly step: SealedStep;
  readonly signature: Uint8Array | null;
  readonly verdict: 'accepted' | 'needs_review';
  readonly reason: VerdictReason | null;
  readonly receivedAt: Date;
  readonly pos: number;
  readonly afterGap: boolean;
}

/** Takes the next position of the feed for a step, and moves head, checksum and chain with it. */
export function takePosition(
  feed: LockedFeed,
  chains: Chains,
  given: Omit<PositionedStep, 'pos' | 'afterGap'>,
): PositionedStep {
  const { step } = given;
  const chain = chains.of(step.feedId, step.deviceId);
  const afterGap = !equalBytes(step.prevHash, chain.positionedHash ?? firstPrevHash);
  feed.head += 1;
  feed.checksum = nextChecksum(feed.checksum, feed.head, step.id, step.hash);
  chain.positionedHash = step.hash;
  return { ...given, pos: feed.head, afterGap };
}

export async function insertSteps(tx: Tx, steps: readonly PositionedStep[]): Promise<void> {
  if (steps.length === 0) return;
  await sql`
    insert into step (${travelledNames}, pos, verdict, reason, after_gap)
    select * from unnest(
      ${travelledArrays(steps)},
      ${steps.map((one) => one.pos)}::bigint[],
      ${steps.map((one) => one.verdict)}::text[],
      ${steps.map((one) => one.reason)}::text[],
      ${steps.map((one) => one.afterGap)}::boolean[]
    )`.execute(tx);
}

export interface WithheldStep {
  readonly step: SealedStep;
  readonly signature: Uint8Array | null;
  readonly verdict: 'quarantined' | 'refused';
  readonly reason: VerdictReason;
  readonly receivedAt: Date;
}

export async function insertWithheld(tx: Tx, steps: readonly WithheldStep[]): Promise<void> {
  if (steps.length === 0) return;
  await sql`
    insert into withheld_step (${travelledNames}, verdict, reason)
    select * from unnest(
      ${travelledArrays(steps)},
      ${steps.map((one) => one.verdict)}::text[],
      ${steps.map((one) => one.reason)}::text[]
    )`.execute(tx);
}

/** All positioned steps of feeds as they are read, in order. */
export async function readFeeds(
  database: Database | Tx,
  feedIds: readonly string[],
): Promise<Map<string, Step[]>> {
  const feeds = new Map<string, Step[]>(feedIds.map((feedId) => [feedId, []]));
  if (feedIds.length === 0) return feeds;
  const rows = await database
    .selectFrom('step')
    .select(readColumns)
    .where('feed_id', 'in', [...feeds.keys()])
    .orderBy('feed_id')
    .orderBy('pos')
    .execute();
  for (const row of rows) feeds.get(row.feed_id)?.push(readStepRow(row));
  return feeds;
}

function readStepRow(row: Pick<StepTable, (typeof readColumns)[number]>): Step {
  return {
    ...headerOf(row),
    pos: row.pos,
    receivedAt: row.received_at.toISOString(),
    verdict: row.verdict,
    payload: parsePayload(row.payload),
  };
}

export function sealedStepOf(row: TravelledColumns): SealedStep {
  return {
    ...headerOf(row),
    payload: row.payload,
    salt: row.salt,
    payloadHash: row.payload_hash,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

const headerColumns = [
  'id',
  'feed_id',
  'device_id',
  'seq',
  'base_pos',
  'kind',
  'version',
  'min_reader',
  'occurred_on',
  'recorded_at',
  'clock_offset',
  'author_id',
  'event_id',
] as const;

/** Everything but the seal: half the bytes. */
const readColumns = [...headerColumns, 'payload', 'pos', 'received_at', 'verdict'] as const;

function headerOf(row: Pick<TravelledColumns, (typeof headerColumns)[number]>): StepHeader {
  return {
    id: row.id,
    feedId: row.feed_id,
    deviceId: row.device_id,
    seq: row.seq,
    basePos: row.base_pos,
    kind: row.kind,
    version: row.version,
    minReader: row.min_reader,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    clockOffset: row.clock_offset,
    authorId: row.author_id,
    eventId: row.event_id,
  };
}

/** A row of one step: many rows travel to the database as arrays, one statement for all. */
const travelled: Readonly<Record<keyof TravelledColumns, { type: string; of: (one: Travelled) => unknown }>> =
  {
    feed_id: { type: 'uuid', of: ({ step }) => step.feedId },
    id: { type: 'uuid', of: ({ step }) => step.id },
    device_id: { type: 'uuid', of: ({ step }) => step.deviceId },
    seq: { type: 'bigint', of: ({ step }) => step.seq },
    base_pos: { type: 'bigint', of: ({ step }) => step.basePos },
    kind: { type: 'text', of: ({ step }) => step.kind },
    version: { type: 'integer', of: ({ step }) => step.version },
    min_reader: { type: 'integer', of: ({ step }) => step.minReader },
    occurred_on: { type: 'text', of: ({ step }) => step.occurredOn },
    recorded_at: { type: 'text', of: ({ step }) => step.recordedAt },
    clock_offset: { type: 'bigint', of: ({ step }) => step.clockOffset },
    author_id: { type: 'uuid', of: ({ step }) => step.authorId },
    event_id: { type: 'uuid', of: ({ step }) => step.eventId },
    payload: { type: 'bytea', of: ({ step }) => step.payload },
    salt: { type: 'bytea', of: ({ step }) => step.salt },
    payload_hash: { type: 'bytea', of: ({ step }) => step.payloadHash },
    prev_hash: { type: 'bytea', of: ({ step }) => step.prevHash },
    hash: { type: 'bytea', of: ({ step }) => step.hash },
    signature: { type: 'bytea', of: ({ signature }) => signature },
    received_at: { type: 'timestamptz', of: ({ receivedAt }) => receivedAt },
  };

interface Travelled {
  readonly step: SealedStep;
  readonly signature: Uint8Array | null;
  readonly receivedAt: Date;
}

const travelledNames = sql.join(Object.keys(travelled).map((name) => sql.ref(name)));

function travelledArrays(steps: readonly Travelled[]) {
  return sql.join(Object.values(travelled).map(({ type, of }) => sql`${steps.map(of)}::${sql.raw(type)}[]`));
}
