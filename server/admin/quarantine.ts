/** What was withheld and why, and the release of quarantined steps into their feed. */

import type { ServerContext } from '../context.ts';
import { askForSummaries } from '../derive/jobs.ts';
import { Chains } from '../feeds/chains.ts';
import { type LockedFeed, lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { openCase } from '../feeds/openCase.ts';
import { insertSteps, sealedStepOf, takePosition } from '../feeds/store.ts';
import type { Tx } from '../postgres/connect.ts';
import { inTransaction } from '../postgres/retry.ts';
import type { WithheldStepTable } from '../postgres/schema.ts';
import { opensCaseIn } from '../sync/judge.ts';
import { AdminRefused } from './fault.ts';

export interface QuarantineItem {
  readonly stepId: string;
  readonly feedId: string;
  readonly deviceId: string;
  readonly seq: number;
  readonly kind: string;
  readonly occurredOn: string;
  readonly verdict: 'quarantined' | 'refused';
  readonly reason: string;
  readonly receivedAt: string;
}

/** Withheld steps that are not released, oldest first; without their payloads. */
export async function quarantineList(context: ServerContext): Promise<QuarantineItem[]> {
  const rows = await context.database
    .selectFrom('withheld_step')
    .select(['id', 'feed_id', 'device_id', 'seq', 'kind', 'occurred_on', 'verdict', 'reason', 'received_at'])
    .where('released_at', 'is', null)
    .orderBy('received_at')
    .orderBy('device_id')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    stepId: row.id,
    feedId: row.feed_id,
    deviceId: row.device_id,
    seq: row.seq,
    kind: row.kind,
    occurredOn: row.occurred_on,
    verdict: row.verdict,
    reason: row.reason,
    receivedAt: row.received_at.toISOString(),
  }));
}

/**
 * Gives a quarantined step its position. A `case.opened` makes its feed. Refused steps cannot be
 * released. Throws AdminRefused `not_in_quarantine` or `case_unknown`.
 */
export async function quarantineRelease(
  context: ServerContext,
  stepId: string,
): Promise<{ feedId: string; pos: number }> {
  const released = await inTransaction(context.database, async (tx) => {
    const row = await waitingStep(tx, stepId);
    const now = context.now();
    const feed = (await lockFeeds(tx, [row.feed_id])).get(row.feed_id) ?? (await openFeed(tx, row, now));
    const chains = new Chains();
    await chains.load(tx, [row.feed_id], [row.device_id]);
    const positioned = takePosition(feed, chains, {
      step: sealedStepOf(row),
      signature: row.signature,
      verdict: 'accepted',
      reason: null,
      receivedAt: now,
    });
    await insertSteps(tx, [positioned]);
    await chains.save(tx);
    await saveFeeds(tx, [feed]);
    await askForSummaries(tx, [feed]);
    await tx
      .updateTable('withheld_step')
      .set({ released_at: now })
      .where('feed_id', '=', row.feed_id)
      .where('device_id', '=', row.device_id)
      .where('seq', '=', row.seq)
      .execute();
    await tx
      .updateTable('receipt')
      .set({ verdict: 'accepted', reason: null, pos: positioned.pos, received_at: now })
      .where('device_id', '=', row.device_id)
      .where('seq', '=', row.seq)
      .execute();
    return { feedId: feed.feedId, pos: positioned.pos };
  });
  context.mover.tell(new Map([[released.feedId, released.pos]]));
  context.summariseSoon();
  await context.audit.add({
    action: 'admin.quarantine.release',
    outcome: 'done',
    details: { step: stepId, feed: released.feedId, pos: released.pos },
  });
  return released;
}

async function waitingStep(tx: Tx, stepId: string): Promise<WithheldStepTable> {
  if (!/^[0-9a-f-]{36}$/.test(stepId)) throw new AdminRefused('not_in_quarantine');
  const row = await tx
    .selectFrom('withheld_step')
    .selectAll()
    .where('id', '=', stepId)
    .where('verdict', '=', 'quarantined')
    .where('released_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AdminRefused('not_in_quarantine');
  return row;
}

async function openFeed(tx: Tx, row: WithheldStepTable, now: Date): Promise<LockedFeed> {
  const named = opensCaseIn(sealedStepOf(row));
  if (named === null) throw new AdminRefused('case_unknown');
  const alias = await tx
    .selectFrom('alias')
    .select('server_id')
    .where('local_id', '=', named)
    .executeTakeFirst();
  const institutionId = alias?.server_id ?? named;
  const device = await tx
    .selectFrom('device')
    .select('person_id')
    .where('device_id', '=', row.device_id)
    .executeTakeFirstOrThrow();
  // whoever opened a case where they do not work is not let in by its release
  const openedBy = { personId: device.person_id, role: null };
  return openCase(tx, { feedId: row.feed_id, institutionId, openedBy, now });
}
