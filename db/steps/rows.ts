/** Between rows of the step table and steps. The payload's bytes are never rewritten on the way. */
import type { Step, Verdict } from '#shared/domain/step.ts';
import { parsePayload } from '#shared/sync/canonical.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Schema } from '../schema.ts';

export type StepRow = Schema['step'];

/** A sealed step with what the server and this device noted beside it. */
export interface StoredStep extends SealedStep {
  readonly pos: number | null;
  readonly receivedAt: string | null;
  readonly verdict: Verdict | null;
  readonly verdictReason: string | null;
  readonly afterGap: boolean;
}

export function rowOfStep(step: StoredStep): StepRow {
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
    pos: step.pos,
    received_at: step.receivedAt,
    verdict: step.verdict,
    verdict_reason: step.verdictReason,
    former_pos: null,
    after_gap: step.afterGap ? 1 : 0,
  };
}

export function storedStepOf(row: StepRow): StoredStep {
  return {
    ...headerOf(row),
    payload: bytes(row.payload),
    salt: bytes(row.salt),
    payloadHash: bytes(row.payload_hash),
    prevHash: bytes(row.prev_hash),
    hash: bytes(row.hash),
    pos: row.pos,
    receivedAt: row.received_at,
    verdict: row.verdict,
    verdictReason: row.verdict_reason,
    afterGap: row.after_gap === 1,
  };
}

/** The columns that reading a step needs: everything but the seal. */
export const readColumns = [
  'feed_id',
  'id',
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
  'payload',
  'pos',
  'received_at',
  'verdict',
] as const;

/** @param through how the payload is read: at once, or through a cache */
export function stepOf(
  row: Pick<StepRow, (typeof readColumns)[number]>,
  through: (read: () => unknown) => unknown = (read) => read(),
): Step {
  return {
    ...headerOf(row),
    pos: row.pos,
    receivedAt: row.received_at,
    verdict: row.verdict,
    payload: through(() => readable(row.payload)),
  };
}

type HeaderRow = Omit<
  Pick<StepRow, (typeof readColumns)[number]>,
  'payload' | 'pos' | 'received_at' | 'verdict'
>;

function headerOf(row: HeaderRow) {
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

/** A payload that is no JSON (a hostile device) is kept as bytes and read as nothing. */
export function readable(payload: Uint8Array): unknown {
  try {
    return parsePayload(payload);
  } catch {
    return null;
  }
}

/** The driver's Buffer as the plain bytes it is, without a copy. */
export function bytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
