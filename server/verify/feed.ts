/**
 * Checks one feed as it lies in the database: positions without a gap, every seal computed anew, each
 * device's chain, its signatures, and the running checksum. What a device does at each pull, but of
 * everything. It reads page by page.
 */
import type { KeyObject } from 'node:crypto';
import { equalBytes, toHex } from '#shared/sync/bytes.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { checkSeal, firstPrevHash } from '#shared/sync/seal.ts';
import { chainEndBytes } from '#shared/sync/signed.ts';
import { sealedStepOf } from '../feeds/store.ts';
import { signatureHolds } from '../identity/ed25519.ts';
import { columnsOf } from '../store/shapes.ts';
import { between, oneOf, type Reads } from '../store/store.ts';
import type { StepTable, Tables } from '../store/tables.ts';
import type { VerifyFault, VerifyFaultCode } from './fault.ts';

const stepsAtOnce = 500;

export interface FeedCheck {
  readonly reads: Reads;
  /** Null for the server's own pen, and for a device that is not known. */
  readonly signKeyOf: (deviceId: string) => Promise<KeyObject | null>;
  /** Every step, after its checks. */
  readonly seen: (step: StepTable) => void;
}

type Feed = Pick<Tables['feed'], 'feed_id' | 'head' | 'checksum'>;

export async function verifyFeed(check: FeedCheck, feed: Feed): Promise<VerifyFault[]> {
  const { reads } = check;
  const faults: VerifyFault[] = [];
  const wrong = (what: VerifyFaultCode, pos?: number): void => {
    faults.push({ what, where: pos === undefined ? feed.feed_id : `${feed.feed_id}/${pos}` });
  };
  const last = new Map<string, Uint8Array>();
  const gaps: { device: string; prev: Uint8Array; pos: number }[] = [];
  let checksum: Uint8Array = emptyChecksum;
  let pos = 0;
  while (pos < feed.head) {
    const rows = await reads.select('step', {
      columns: columnsOf('step'),
      where: { feed_id: feed.feed_id, pos: between(pos + 1, Math.min(pos + stepsAtOnce, feed.head)) },
      order: ['pos'],
    });
    for (const row of rows) {
      for (pos += 1; pos < row.pos; pos += 1) wrong('position_missing', pos);
      const step = sealedStepOf(row);
      const sealFault = checkSeal(step, row.prev_hash);
      if (sealFault !== null) wrong(sealFault, pos);
      const before = last.get(row.device_id) ?? firstPrevHash;
      const afterGap = !equalBytes(row.prev_hash, before);
      if (afterGap !== row.after_gap) wrong('link_broken', pos);
      else if (afterGap && !equalBytes(row.prev_hash, firstPrevHash)) {
        gaps.push({ device: row.device_id, prev: row.prev_hash, pos });
      }
      if (!(await isSigned(check, row))) wrong('signature_wrong', pos);
      last.set(row.device_id, row.hash);
      checksum = nextChecksum(checksum, pos, row.id, row.hash);
      check.seen(row);
    }
    if (rows.length === 0) {
      const end = Math.min(feed.head, pos + stepsAtOnce);
      while (pos < end) wrong('position_missing', ++pos);
    }
  }
  const beyond = await reads.count('step', {
    feed_id: feed.feed_id,
    pos: between(feed.head + 1, Number.MAX_SAFE_INTEGER),
  });
  if (beyond > 0) wrong('head_wrong');
  if (!equalBytes(checksum, feed.checksum)) wrong('checksum_wrong');
  for (const one of await withoutReceipt(reads, feed.feed_id, gaps)) wrong('link_broken', one.pos);
  return faults;
}

async function isSigned({ signKeyOf }: FeedCheck, row: StepTable): Promise<boolean> {
  if (row.signature === null) return true;
  const key = await signKeyOf(row.device_id);
  const signed = chainEndBytes(row.device_id, row.feed_id, row.seq, row.hash);
  return key !== null && signatureHolds(key, signed, row.signature);
}

/** A chain that passes over steps without a position goes on from one that was answered. */
async function withoutReceipt<Gap extends { device: string; prev: Uint8Array }>(
  reads: Reads,
  feedId: string,
  gaps: readonly Gap[],
): Promise<Gap[]> {
  if (gaps.length === 0) return [];
  const rows = await reads.select('receipt', {
    columns: ['device_id', 'hash'],
    where: { device_id: oneOf(gaps.map((gap) => gap.device)), feed_id: feedId },
  });
  const answered = new Set(rows.map((row) => `${row.device_id} ${toHex(row.hash)}`));
  return gaps.filter(({ device, prev }) => !answered.has(`${device} ${toHex(prev)}`));
}
