/**
 * Takes a pulled page in: steps, cursor, checksum and projections in one transaction, after the
 * whole page was checked. Applying a page twice changes nothing. An own step gets its position.
 */
import type { Step } from '#shared/domain/step.ts';
import { documentAttached } from '#shared/domain/steps/documents.ts';
import { fromHex } from '#shared/sync/bytes.ts';
import { wantAttachment } from '../attachments/attachments.ts';
import { type Attempt, failedWith, succeeded } from '../open/failure.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { projectPositioned } from '../projections/projectPositioned.ts';
import { markStale } from '../projections/staleCases.ts';
import { checkPage, type PagePlan } from './checkPage.ts';
import { ensureFeed, type FeedRow, findFeed } from './feeds.ts';
import { giveWay } from './giveWay.ts';
import { raiseLastNumber } from './ownNumbers.ts';
import type { PulledPage, PulledStep, PullFault } from './pulled.ts';
import { rowOfStep, stepOf } from './rows.ts';

export interface Applied {
  /** Steps that the device did not hold before. */
  readonly added: number;
  /** Cases whose rows were projected anew. */
  readonly caseIds: readonly string[];
}

const place = prepare<{
  feedId: string;
  id: string;
  pos: number;
  receivedAt: string;
  verdict: PulledStep['verdict'];
  reason: string | null;
}>()((param) =>
  query
    .updateTable('step')
    .set({
      pos: param('pos'),
      received_at: param('receivedAt'),
      verdict: param('verdict'),
      verdict_reason: param('reason'),
      former_pos: null,
    })
    .where('feed_id', '=', param('feedId'))
    .where('id', '=', param('id')),
);
const moveCursor = prepare<{ feedId: string; epoch: string; cursor: number; checksum: Uint8Array }>()(
  (param) =>
    query
      .updateTable('feed')
      .set({ epoch: param('epoch'), cursor_pos: param('cursor'), checksum: param('checksum') })
      .where('feed_id', '=', param('feedId')),
);
const head = prepare<{ feedId: string; deviceId: string }>()((param) =>
  query
    .selectFrom('chain_head')
    .select('seq')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId')),
);

/** Several pages can share one transaction: call this inside `writer.transaction`. */
export function applyPulledPage(writer: Writer, page: PulledPage): Attempt<Applied, PullFault> {
  return writer.transaction(() => {
    ensureFeed(writer, page);
    const feed = findFeed(writer, page.feedId);
    if (feed === null) throw new Error('a feed just made is known');
    const plan = checkPage(writer, feed, page);
    if ('code' in plan) return failedWith(plan);
    for (const { step, held, replaces } of plan.news) {
      if (replaces) giveWay(writer, step);
      if (held) placeHeld(writer, step);
      else store(writer, step);
    }
    moveChains(writer, page.feedId, plan.news);
    const { cursor, checksum } = plan;
    writer.run(moveCursor, { feedId: page.feedId, epoch: page.epoch, cursor, checksum });
    const added = plan.news.filter(({ held }) => !held).length;
    return succeeded({ added, caseIds: projectPage(writer, feed, plan.news) });
  });
}

type News = PagePlan['news'];

/** The rows of a case are projected from all its steps, so its page need not be read here. */
function projectPage(writer: Writer, feed: FeedRow, news: News): string[] {
  if (feed.kind !== 'case') {
    const steps = news.map(({ step }) => readable(step));
    return projectPositioned(writer, feed.kind, steps);
  }
  if (news.length === 0) return [];
  markStale(writer, [feed.feed_id]);
  return [feed.feed_id];
}

function placeHeld(writer: Writer, step: PulledStep): void {
  writer.run(place, {
    feedId: step.feedId,
    id: step.id,
    pos: step.pos,
    receivedAt: step.receivedAt,
    verdict: step.verdict,
    reason: step.verdictReason ?? null,
  });
}

function store(writer: Writer, step: PulledStep): void {
  const verdictReason = step.verdictReason ?? null;
  writer.insert('step', rowOfStep({ ...step, verdictReason, afterGap: step.afterGap === true }));
  if (step.kind === documentAttached.kind) wantDocument(writer, step);
}

/** A kind or version that this build cannot read is a document that cannot be opened here. */
function wantDocument(writer: Writer, step: PulledStep): void {
  const read = documentAttached.schema.safeParse(readable(step).payload);
  if (!read.success) return;
  const sha256 = fromHex(read.data.sha256);
  const { feedId, receivedAt } = step;
  wantAttachment(writer, { feedId, sha256, size: read.data.bytes, since: receivedAt });
}

/** The newest link of each device of the page. */
function moveChains(writer: Writer, feedId: string, news: News): void {
  const newest = new Map<string, PulledStep>();
  for (const { step, held } of news) {
    if (!held && (newest.get(step.deviceId)?.seq ?? 0) < step.seq) newest.set(step.deviceId, step);
  }
  for (const { deviceId, seq, hash } of newest.values()) {
    const known = writer.get(head, { feedId, deviceId });
    if (known === undefined || known.seq < seq) {
      writer.put('chain_head', { feed_id: feedId, device_id: deviceId, seq, hash, removed: 0 });
    }
    // an own step coming back after a restore: its number is taken
    raiseLastNumber(writer, deviceId, seq);
  }
}

function readable(step: PulledStep): Step {
  return stepOf(rowOfStep({ ...step, verdictReason: null, afterGap: false }));
}
