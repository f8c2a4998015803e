/**
 * Steps into and out of their tables. Positions are given here and nowhere else, on locked
 * feeds, so that head, checksum and rows always agree.
 */
import type { Step, StepHeader } from '#shared/domain/step.ts';
import { equalBytes } from '#shared/sync/bytes.ts';
import { parsePayload } from '#shared/sync/canonical.ts';
import { nextChecksum } from '#shared/sync/checksum.ts';
import type { VerdictReason } from '#shared/sync/messages.ts';
import { firstPrevHash, type SealedStep } from '#shared/sync/seal.ts';
import { oneOf, type Reads, type Tx } from '../store/store.ts';
import type { StepTable, TravelledColumns } from '../store/tables.ts';
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
  const rows = steps.map((one) => ({
    ...travelledColumns(one),
    pos: one.pos,
    verdict: one.verdict,
    reason: one.reason,
    after_gap: one.afterGap,
  }));
  await tx.insert('step', rows);
}

export interface WithheldStep {
  readonly step: SealedStep;
  readonly signature: Uint8Array | null;
  readonly verdict: 'quarantined' | 'refused';
  readonly reason: VerdictReason;
  readonly receivedAt: Date;
}

export async function insertWithheld(tx: Tx, steps: readonly WithheldStep[]): Promise<void> {
  const rows = steps.map((one) => ({
    ...travelledColumns(one),
    verdict: one.verdict,
    reason: one.reason,
    released_at: null,
  }));
  await tx.insert('withheld_step', rows);
}

/** All positioned steps of feeds as they are read, in order. */
export async function readFeeds(reads: Reads, feedIds: readonly string[]): Promise<Map<string, Step[]>> {
  const feeds = new Map<string, Step[]>(feedIds.map((feedId) => [feedId, []]));
  const rows = await reads.select('step', {
    columns: readColumns,
    where: { feed_id: oneOf(feedIds) },
    order: ['feed_id', 'pos'],
  });
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

function travelledColumns({
  step,
  signature,
  receivedAt,
}: {
  readonly step: SealedStep;
  readonly signature: Uint8Array | null;
  readonly receivedAt: Date;
}): TravelledColumns {
  return {
    feed_id: step.feedId,
    id: step.id,
    device_id: step.deviceId,
    seq: step.seq,
    base_pos: step.basePos,
    kind: step.kind,
    version: step.version,
    min_reader: step.minReader,
    occurred_on: step.occurredOn,
    recorded_at: step.recordedAt,
    clock_offset: step.clockOffset,
    author_id: step.authorId,
    event_id: step.eventId,
    payload: step.payload,
    salt: step.salt,
    payload_hash: step.payloadHash,
    prev_hash: step.prevHash,
    hash: step.hash,
    signature,
    received_at: receivedAt,
  };
}
