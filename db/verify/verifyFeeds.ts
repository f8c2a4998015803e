/** Seals, chains, numbers, positions and checksums of every feed. */

import type { VerifyView } from '#shared/contract/views.ts';
import { equalBytes, toHex } from '#shared/sync/bytes.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { checkSeal, firstPrevHash } from '#shared/sync/seal.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { type FeedCursor, feedCursors } from '../steps/feeds.ts';
import { bytes, type StoredStep, storedStepOf } from '../steps/rows.ts';

export interface FeedsVerified {
  readonly steps: number;
  readonly faults: readonly string[];
  readonly feeds: VerifyView['feeds'];
}

const stepsOfFeed = prepare<{ feedId: string }>()((param) =>
  query.selectFrom('step').selectAll().where('feed_id', '=', param('feedId')),
);
const headsOfFeed = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('chain_head')
    .select(['device_id', 'seq', 'hash', 'removed'])
    .where('feed_id', '=', param('feedId')),
);
const devices = prepare()(() => query.selectFrom('own_device').select(['device_id', 'last_seq']));

export function verifyFeeds(reader: Reader): FeedsVerified {
  const faults: string[] = [];
  const highest = new Map<string, number>();
  let steps = 0;
  const own = reader.all(devices, {});
  const ownIds = new Set(own.map((device) => device.device_id));
  const feeds = feedCursors(reader).map((cursor) => {
    const stored = reader.all(stepsOfFeed, { feedId: cursor.feedId }).map(storedStepOf);
    steps += stored.length;
    for (const step of stored)
      highest.set(step.deviceId, Math.max(highest.get(step.deviceId) ?? 0, step.seq));
    const found = [...chainFaults(reader, cursor.feedId, stored, ownIds), ...placeFaults(cursor, stored)];
    faults.push(...found);
    const { feedId, kind, pos, checksum } = cursor;
    return { feedId, kind, pos, checksum, ok: found.length === 0 };
  });
  for (const { device_id, last_seq } of own) {
    if ((highest.get(device_id) ?? 0) > last_seq)
      faults.push(`device ${device_id}: a number beyond its last`);
  }
  return { steps, faults, feeds };
}

/**
 * Each device's chain in the feed, by its numbers. A step of another device without a position is what a
 * restored server has forgotten: it may belong to a chain that its author has left, so its seal alone is looked at.
 */
function chainFaults(
  reader: Reader,
  feedId: string,
  steps: readonly StoredStep[],
  own: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  const newest = new Map<string, StoredStep>();
  const forgotten = new Set<string>();
  for (const step of steps.toSorted((one, other) => one.seq - other.seq)) {
    if (step.pos === null && !own.has(step.deviceId)) {
      forgotten.add(step.deviceId);
      const fault = checkSeal(step, step.prevHash);
      if (fault !== null) faults.push(`step ${step.id}: ${fault}`);
      continue;
    }
    const expected = newest.get(step.deviceId)?.hash ?? firstPrevHash;
    const fault = checkSeal(step, step.afterGap ? step.prevHash : expected);
    if (fault !== null) faults.push(`step ${step.id}: ${fault}`);
    newest.set(step.deviceId, step);
  }
  for (const { device_id, seq, hash, removed } of reader.all(headsOfFeed, { feedId })) {
    const last = newest.get(device_id);
    if (forgotten.has(device_id)) continue;
    // the step at its end is not here any more
    if (removed === 1 && (last === undefined || last.seq < seq)) continue;
    if (last !== undefined && (last.seq !== seq || !equalBytes(last.hash, bytes(hash)))) {
      faults.push(`step ${last.id}: not the end of its chain`);
    }
  }
  return faults;
}

/** Positions up to the cursor without a hole, and the checksum there. */
function placeFaults(cursor: FeedCursor, steps: readonly StoredStep[]): string[] {
  const placed = steps
    .filter((step) => step.pos !== null && step.pos <= cursor.pos)
    .toSorted((one, other) => (one.pos ?? 0) - (other.pos ?? 0));
  let checksum: Uint8Array = emptyChecksum;
  for (const [index, step] of placed.entries()) {
    if (step.pos !== index + 1) return [`step ${step.id}: a position is missing before it`];
    checksum = nextChecksum(checksum, step.pos, step.id, step.hash);
  }
  if (placed.length !== cursor.pos) return [`feed ${cursor.feedId}: a position is missing`];
  return toHex(checksum) === cursor.checksum ? [] : [`feed ${cursor.feedId}: checksum differs`];
}
