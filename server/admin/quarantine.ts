/** What was withheld and why, and the release of quarantined steps into their feed. */

import type { ServerContext } from '../context.ts';
import { askForSummaries } from '../derive/jobs.ts';
import { Chains } from '../feeds/chains.ts';
import { type LockedFeed, lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { openCase } from '../feeds/openCase.ts';
import { insertSteps, sealedStepOf, takePosition } from '../feeds/store.ts';
import { isId } from '../identity/id.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Tx } from '../store/store.ts';
import type { WithheldStepTable } from '../store/tables.ts';
import { caseOpenedBy } from '../sync/judge.ts';
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
  const rows = await context.store.select('withheld_step', {
    columns: ['id', 'feed_id', 'device_id', 'seq', 'kind', 'occurred_on', 'verdict', 'reason', 'received_at'],
    where: { released_at: null },
    order: ['received_at', 'device_id', 'seq'],
  });
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
 * released. Throws AdminRefused `not_in_quarantine`, or
 * `case_not_opened` where the step that opens its case is not here yet.
 */
export async function quarantineRelease(
  context: ServerContext,
  stepId: string,
): Promise<{ feedId: string; pos: number }> {
  const released = await context.store.transaction(async (tx) => {
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
    const { feed_id, device_id, seq } = row;
    await tx.update('withheld_step', [{ feed_id, device_id, seq, released_at: now }]);
    const { pos } = positioned;
    const answered = { verdict: 'accepted', reason: null, pos, received_at: now } as const;
    await tx.update('receipt', [{ device_id, seq, ...answered }]);
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

const withheldColumns = columnsOf('withheld_step');

async function waitingStep(tx: Tx, stepId: string): Promise<WithheldStepTable> {
  if (!isId(stepId)) throw new AdminRefused('not_in_quarantine');
  const waiting = { id: stepId, verdict: 'quarantined', released_at: null } as const;
  const [found] = await tx.select('withheld_step', {
    columns: ['feed_id', 'device_id', 'seq'],
    where: waiting,
  });
  if (found === undefined) throw new AdminRefused('not_in_quarantine');
  // a row is locked where it lies, by its whole key
  const [row] = await tx.select('withheld_step', {
    columns: withheldColumns,
    where: { ...waiting, feed_id: found.feed_id, device_id: found.device_id, seq: found.seq },
    lock: 'wait',
  });
  if (row === undefined) throw new AdminRefused('not_in_quarantine');
  return row;
}

async function openFeed(tx: Tx, row: WithheldStepTable, now: Date): Promise<LockedFeed> {
  const opened = caseOpenedBy(sealedStepOf(row));
  if (opened === null) throw new AdminRefused('case_not_opened');
  const [alias] = await tx.select('alias', {
    columns: ['server_id'],
    where: { local_id: opened.institutionId },
  });
  const institutionId = alias?.server_id ?? opened.institutionId;
  const [device] = await tx.select('device', {
    columns: ['person_id'],
    where: { device_id: row.device_id },
  });
  if (device === undefined) throw new AdminRefused('not_in_quarantine');
  // whoever opened a case where they do not work is not let in by its release
  const openedBy = { personId: device.person_id, role: null };
  return openCase(tx, {
    feedId: row.feed_id,
    caseCode: opened.caseCode,
    institutionId,
    openedBy,
    now,
  });
}
