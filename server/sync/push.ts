/**
 * Push (docs/sync-protocol.md §5): one transaction answers again what is known, judges what is
 * new, numbers it under locked feeds and writes it. Nothing in it can block a device's queue:
 * each step gets its verdict and its seq is consumed.
 */
import { equalBytes, sha256 } from '#shared/sync/bytes.ts';
import type { TravellingStep } from '#shared/sync/columns.ts';
import { headerHash } from '#shared/sync/seal.ts';
import type { ServerContext } from '../context.ts';
import { Chains } from '../feeds/chains.ts';
import { lockFeeds } from '../feeds/lock.ts';
import { columnsOf } from '../store/shapes.ts';
import { between, type Tx } from '../store/store.ts';
import { type Batch, linkSteps } from './batch.ts';
import { type Receipt, Round } from './round.ts';

export type PushOutcome =
  | { readonly receipts: readonly Receipt[]; readonly moved: ReadonlyMap<string, number> }
  | { readonly outOfOrder: number }
  | { readonly forkAt: number }
  | { readonly mismatched: readonly string[] };

export async function push(
  context: ServerContext,
  deviceId: string,
  personId: string,
  batch: Batch,
): Promise<PushOutcome> {
  return context.store.transaction(async (tx) => {
    const [device] = await tx.select('device', {
      columns: ['last_seq', 'revoked_as'],
      where: { device_id: deviceId },
      lock: 'wait',
    });
    if (device === undefined) throw new Error('a device that showed its token is known');
    const expected = device.last_seq + 1;
    if ((batch.steps[0]?.seq ?? 0) > expected) return { outOfOrder: expected };

    const known = await knownReceipts(tx, deviceId, batch, device.last_seq);
    const forkAt = firstFork(batch.steps, known);
    if (forkAt !== null) return { forkAt };

    const fresh = batch.steps.filter((step) => step.seq > device.last_seq);
    const feedIds = [...new Set(fresh.map((step) => step.feedId))];
    const feeds = await lockFeeds(tx, feedIds);
    const chains = new Chains();
    await chains.load(tx, feedIds, [deviceId]);
    const { linked, mismatched } = linkSteps(fresh, batch, (feedId) => chains.of(feedId, deviceId).hash);
    if (mismatched.length > 0) return { mismatched };

    const round = await Round.begin(
      context,
      tx,
      { personId, revoked: device.revoked_as !== null, feeds, chains },
      fresh,
    );
    for (const one of linked) await round.take(one);
    await round.write(deviceId, linked.at(-1)?.step.seq ?? device.last_seq);
    const moved = new Map([...feeds.values()].map((feed) => [feed.feedId, feed.head]));
    return { receipts: [...known.values(), ...round.receipts], moved };
  });
}

async function knownReceipts(
  tx: Tx,
  deviceId: string,
  batch: Batch,
  lastSeq: number,
): Promise<Map<number, Receipt>> {
  const first = batch.steps[0]?.seq ?? 0;
  const last = Math.min(batch.steps.at(-1)?.seq ?? 0, lastSeq);
  if (first > last) return new Map();
  const rows = await tx.select('receipt', {
    columns: columnsOf('receipt'),
    where: { device_id: deviceId, seq: between(first, last) },
    order: ['seq'],
  });
  return new Map(rows.map((row) => [row.seq, row]));
}

/** The first seq that the server knows with other content: a device restored from a copy. */
function firstFork(steps: readonly TravellingStep[], known: ReadonlyMap<number, Receipt>): number | null {
  for (const step of steps) {
    const receipt = known.get(step.seq);
    if (receipt === undefined || (receipt.verdict === 'refused' && receipt.reason === 'seal_broken'))
      continue;
    const hash = headerHash(step, receipt.prev_hash, sha256(step.salt, step.payload));
    const same =
      receipt.feed_id === step.feedId && receipt.step_id === step.id && equalBytes(hash, receipt.hash);
    if (!same) return step.seq;
  }
  return null;
}
