/**
 * Records own steps: numbers them, seals them into the chain of their feed, stores them and what
 * they change in the projected rows, all in one transaction. When it returns, the steps are on the
 * disk. It never overwrites a step, and it does not ask whether a step is allowed: that is the
 * host's question, asked before.
 */
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Day } from '#shared/domain/day.ts';
import type { StepHeader } from '#shared/domain/step.ts';
import { kindOf, type StepKind } from '#shared/domain/steps/index.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { firstPrevHash, maxPayloadBytes, type SealedStep, saltLength, sealBytes } from '#shared/sync/seal.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { projectOwn } from '../projections/projectOwn.ts';
import { ensureFeed, findFeed } from './feeds.ts';
import { lastNumber, raiseLastNumber } from './ownNumbers.ts';
import { bytes, rowOfStep } from './rows.ts';

/** A step as the host asks for it; its payload has been parsed by the kind's schema. */
export interface StepDraft {
  /** For a case, the feed's id is the case's id. */
  readonly feedId: string;
  readonly kind: StepKind;
  readonly payload: unknown;
  /** The day in the field. */
  readonly occurredOn: Day;
  /** One event recorded in several cases, e.g. a visit to a family of three. */
  readonly eventId?: string | null;
  /** Given where other steps of the batch refer to this one; else made. */
  readonly id?: string;
}

export interface StepAuthor {
  readonly personId: string;
  readonly deviceId: string;
  /** Last known server − device, milliseconds. */
  readonly clockOffset: number;
}

/** Whether a payload is small enough for a step (64 KiB of canonical JSON). Ask before recording. */
export function fitsInStep(payload: unknown): boolean {
  return canonicalBytes(payload).length <= maxPayloadBytes;
}

/**
 * Seals and stores the drafts in their order. The first step of a new case is `case.opened`, which
 * makes its feed. Throws on a draft for an unknown feed and on a payload over 64 KiB: both are bugs.
 */
export function appendSteps(
  writer: Writer,
  author: StepAuthor,
  now: Date,
  drafts: readonly StepDraft[],
): SealedStep[] {
  return writer.transaction(() => {
    let seq = lastSeq(writer, author.deviceId, now);
    const sealed = drafts.map((draft) => {
      seq += 1;
      return appendOne(writer, author, now, draft, seq);
    });
    raiseLastNumber(writer, author.deviceId, seq);
    projectOwn(writer, sealed, now);
    return sealed;
  });
}

const chainHead = prepare<{ feedId: string; deviceId: string }>()((param) =>
  query
    .selectFrom('chain_head')
    .select(['hash', 'removed'])
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId')),
);

function lastSeq(writer: Writer, deviceId: string, now: Date): number {
  const known = lastNumber(writer, deviceId);
  if (known !== null) return known;
  writer.insert('own_device', { device_id: deviceId, last_seq: 0, made_at: now.toISOString() });
  return 0;
}

function appendOne(writer: Writer, author: StepAuthor, now: Date, draft: StepDraft, seq: number): SealedStep {
  const payload = canonicalBytes(draft.payload);
  if (payload.length > maxPayloadBytes) throw new RangeError('payload over 64 KiB');
  const definition = kindOf(draft.kind);
  const header: StepHeader = {
    id: draft.id ?? v7({ msecs: now.getTime() }),
    feedId: draft.feedId,
    deviceId: author.deviceId,
    seq,
    basePos: basePosOf(writer, draft),
    kind: draft.kind,
    version: definition.version,
    minReader: definition.minReader,
    occurredOn: draft.occurredOn,
    recordedAt: now.toISOString(),
    clockOffset: author.clockOffset,
    authorId: author.personId,
    eventId: draft.eventId ?? null,
  };
  const step = sealBytes(
    header,
    payload,
    new Uint8Array(randomBytes(saltLength)),
    prevHashOf(writer, header),
  );
  storeOwn(writer, step);
  return step;
}

/** Stores an own step that the server has not seen, and moves its chain. */
export function storeOwn(writer: Writer, step: SealedStep): void {
  const before = writer.get(chainHead, { feedId: step.feedId, deviceId: step.deviceId });
  const afterGap = before?.removed === 1;
  const unasked = { pos: null, receivedAt: null, verdict: null, verdictReason: null, afterGap };
  writer.insert('step', rowOfStep({ ...step, ...unasked }));
  writer.put('chain_head', {
    feed_id: step.feedId,
    device_id: step.deviceId,
    seq: step.seq,
    hash: step.hash,
    removed: 0,
  });
}

function basePosOf(writer: Writer, draft: StepDraft): number {
  const feed = findFeed(writer, draft.feedId);
  if (feed !== null) return feed.cursor_pos;
  if (draft.kind !== 'case.opened') throw new Error(`${draft.kind} for an unknown feed`);
  ensureFeed(writer, { feedId: draft.feedId, kind: 'case', institutionId: institutionOf(draft.payload) });
  return 0;
}

function institutionOf(payload: unknown): string | null {
  const opened = kindOf('case.opened').schema.safeParse(payload);
  return opened.success ? opened.data.institutionId : null;
}

/** The hash the next step of this device in this feed links to. */
export function prevHashOf(
  writer: Writer,
  of: { readonly feedId: string; readonly deviceId: string },
): Uint8Array {
  const head = writer.get(chainHead, { feedId: of.feedId, deviceId: of.deviceId });
  return head === undefined ? firstPrevHash : bytes(head.hash);
}
