/** What was withheld and why, and the release of quarantined steps into their feed. */

import type { ServerContext } from '../context.ts';
import { askForSummaries } from '../derive/jobs.ts';
import { Chains } from '../feeds/chains.ts';
import { type LockedFeed, lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { openCase } from '../feeds/openCase.ts';
import { insertSteps, sealedStepOf, takePosition } from '../feeds/store.ts';
import { isId } from '../identity/id.ts';
import { columnsOf } from '../store/shapes.ts';
import { oneOf, StillBusy, type Tx } from '../store/store.ts';
import type { WithheldStepTable } from '../store/tables.ts';
import { caseOpenedBy } from '../sync/judge.ts';
import { type AdminFault, AdminRefused } from './fault.ts';

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

export interface ReleasedStep {
  readonly stepId: string;
  readonly feedId: string;
  readonly pos: number;
}

export interface ReleaseAnswer {
  readonly released: ReleasedStep[];
  /** Those that stay where they were, each with why. */
  readonly kept: { readonly stepId: string; readonly reason: AdminFault }[];
}

/** How many steps of a feed take their positions in one transaction. */
const stepsAtOnce = 100;

/**
 * Gives a quarantined step its position. A `case.opened` makes its feed. Refused steps cannot be
 * released. Throws AdminRefused `not_in_quarantine`, `id_taken` where another step of this id is in the
 * feed, or `case_not_opened` where the step that opens its case is not here yet.
 */
export async function quarantineRelease(
  context: ServerContext,
  stepId: string,
): Promise<{ feedId: string; pos: number }> {
  const { released, kept } = await quarantineReleaseAll(context, [stepId]);
  const [one] = released;
  if (one === undefined) throw new AdminRefused(kept[0]?.reason ?? 'not_in_quarantine');
  return { feedId: one.feedId, pos: one.pos };
}

/**
 * Gives quarantined steps their positions, a transaction for each feed and at most a hundred steps: what
 * cannot be released stays and is told with its reason, and keeps none of the others.
 */
export async function quarantineReleaseAll(
  context: ServerContext,
  stepIds: readonly string[],
): Promise<ReleaseAnswer> {
  const asked = [...new Set(stepIds)];
  const found = await context.store.select('withheld_step', {
    columns: ['id', 'feed_id', 'kind', 'device_id', 'seq', 'received_at'],
    where: { id: oneOf(asked.filter(isId)), ...waiting },
    order: ['received_at', 'device_id', 'seq'],
  });
  const released: ReleasedStep[] = [];
  const refusals = new Map<string, AdminFault>(asked.map((stepId) => [stepId, 'not_in_quarantine']));
  for (const [feedId, rows] of Map.groupBy(found, (row) => row.feed_id)) {
    // what opens a case comes before whatever another device wrote in it
    const [opening, others] = [rows.filter(opensCase), rows.filter((row) => !opensCase(row))];
    const ids = [...new Set([...opening, ...others].map((row) => row.id))];
    for (let from = 0; from < ids.length; from += stepsAtOnce) {
      const these = ids.slice(from, from + stepsAtOnce);
      const answer = await releaseInFeed(context, feedId, these);
      for (const [stepId, reason] of answer.refusals) refusals.set(stepId, reason);
      released.push(...answer.released);
    }
  }
  if (released.length > 0) context.summariseSoon();
  for (const { stepId } of released) refusals.delete(stepId);
  return { released, kept: [...refusals].map(([stepId, reason]) => ({ stepId, reason })) };
}

interface FeedAnswer {
  readonly released: readonly ReleasedStep[];
  readonly refusals: ReadonlyMap<string, AdminFault>;
}

async function releaseInFeed(
  context: ServerContext,
  feedId: string,
  stepIds: readonly string[],
): Promise<FeedAnswer> {
  let answer: FeedAnswer;
  try {
    answer = await context.store.transaction((tx) => positionIn(tx, feedId, stepIds, context.now()));
  } catch (error) {
    // of this feed nothing was released; the others need not wait for it
    const reason = error instanceof AdminRefused ? error.code : error instanceof StillBusy ? 'busy' : null;
    if (reason === null) throw error;
    return { released: [], refusals: new Map(stepIds.map((stepId) => [stepId, reason])) };
  }
  const last = answer.released.at(-1);
  if (last === undefined) return answer;
  context.mover.tell(new Map([[feedId, last.pos]]));
  await Promise.all(
    answer.released.map(({ stepId, pos }) =>
      context.audit.add({
        action: 'admin.quarantine.release',
        outcome: 'done',
        details: { step: stepId, feed: feedId, pos },
      }),
    ),
  );
  return answer;
}

async function positionIn(
  tx: Tx,
  feedId: string,
  stepIds: readonly string[],
  now: Date,
): Promise<FeedAnswer> {
  // the feed first, as a push does
  const known = (await lockFeeds(tx, [feedId])).get(feedId);
  const rows = await waitingSteps(tx, feedId, stepIds);
  const taken = await tx.select('step', {
    columns: ['id'],
    where: { feed_id: feedId, id: oneOf(rows.map((row) => row.id)) },
  });
  const refusals = new Map<string, AdminFault>(taken.map(({ id }) => [id, 'id_taken']));
  const fitting = rows.filter((row) => !refusals.has(row.id));
  const [first] = fitting;
  if (first === undefined) return { released: [], refusals };
  const feed = known ?? (await openFeed(tx, first, now));
  const chains = new Chains();
  await chains.load(
    tx,
    [feedId],
    fitting.map((row) => row.device_id),
  );
  const positioned = fitting.map((row) =>
    takePosition(feed, chains, {
      step: sealedStepOf(row),
      signature: row.signature,
      verdict: 'accepted',
      reason: null,
      receivedAt: now,
    }),
  );
  await insertSteps(tx, positioned);
  await chains.save(tx);
  await saveFeeds(tx, [feed]);
  await askForSummaries(tx, [feed]);
  await tx.update(
    'withheld_step',
    fitting.map(({ feed_id, device_id, seq }) => ({ feed_id, device_id, seq, released_at: now })),
  );
  await tx.update(
    'receipt',
    positioned.map(({ step: { deviceId, seq }, pos }) => ({
      device_id: deviceId,
      seq,
      verdict: 'accepted' as const,
      reason: null,
      pos,
      received_at: now,
    })),
  );
  return { released: positioned.map(({ step, pos }) => ({ stepId: step.id, feedId, pos })), refusals };
}

const waiting = { verdict: 'quarantined', released_at: null } as const;
const withheldColumns = columnsOf('withheld_step');

/** Of each id the first that came, in the order in which they are asked for; held until the end. */
async function waitingSteps(
  tx: Tx,
  feedId: string,
  stepIds: readonly string[],
): Promise<WithheldStepTable[]> {
  const rows = await tx.select('withheld_step', {
    columns: withheldColumns,
    where: { feed_id: feedId, id: oneOf(stepIds), ...waiting },
    order: ['received_at', 'device_id', 'seq'],
    lock: 'wait',
  });
  return stepIds.flatMap((stepId) => rows.find((row) => row.id === stepId) ?? []);
}

const opensCase = ({ kind }: { readonly kind: string }): boolean => kind === 'case.opened';

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
