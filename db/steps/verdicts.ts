/**
 * Takes in what the server said of pushed steps. Accepted steps and those in review get their
 * position; quarantined ones wait, refused ones leave the projection, and both stay stored with
 * the reason. Where the positions continue what was pulled, the cursor moves on with them.
 */
import type { Verdict } from '#shared/domain/step.ts';
import { nextChecksum } from '#shared/sync/checksum.ts';
import { type Attempt, failedWith, succeeded } from '../open/failure.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { projectPositioned } from '../projections/projectPositioned.ts';
import { findFeed } from './feeds.ts';
import type { Applied } from './pull.ts';
import type { PullFault } from './pulled.ts';
import { bytes, readColumns, stepOf } from './rows.ts';

export interface StepVerdict {
  readonly feedId: string;
  readonly stepId: string;
  readonly verdict: Verdict;
  /** With `accepted` and `needs_review`; else null. */
  readonly pos: number | null;
  /** Server's clock, ISO 8601; null where the step has no position. */
  readonly receivedAt: string | null;
  readonly reason: string | null;
}

const held = prepare<{ feedId: string; id: string }>()((param) =>
  query
    .selectFrom('step')
    .select([...readColumns, 'verdict_reason'])
    .where('feed_id', '=', param('feedId'))
    .where('id', '=', param('id')),
);
const atPos = prepare<{ feedId: string; pos: number }>()((param) =>
  query
    .selectFrom('step')
    .select(['id', 'hash'])
    .where('feed_id', '=', param('feedId'))
    .where('pos', '=', param('pos')),
);
const judge = prepare<{
  feedId: string;
  id: string;
  verdict: Verdict;
  pos: number | null;
  receivedAt: string | null;
  reason: string | null;
}>()((param) =>
  query
    .updateTable('step')
    .set({
      verdict: param('verdict'),
      pos: param('pos'),
      received_at: param('receivedAt'),
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

/** All verdicts of one answer, or none of them. A verdict on a step that is not held is passed over. */
export function applyVerdicts(
  writer: Writer,
  epoch: string,
  verdicts: readonly StepVerdict[],
): Attempt<Applied, PullFault> {
  return writer.transaction(() => {
    const known = verdicts.filter(
      (one) => writer.get(held, { feedId: one.feedId, id: one.stepId }) !== undefined,
    );
    const wrong = known.map((one) => contradiction(writer, epoch, one)).find((found) => found !== null);
    if (wrong !== undefined) return failedWith(wrong);
    for (const one of known) {
      const { feedId, stepId: id, verdict, pos, receivedAt, reason } = one;
      writer.run(judge, { feedId, id, verdict, pos, receivedAt, reason });
    }
    const caseIds = new Set<string>();
    for (const [feedId, judged] of Map.groupBy(known, (one) => one.feedId)) {
      advance(writer, feedId, epoch);
      const ids = judged.map((one) => one.stepId);
      for (const caseId of projectJudged(writer, feedId, ids)) caseIds.add(caseId);
    }
    return succeeded({ added: 0, caseIds: [...caseIds] });
  });
}

/** What would make the verdict impossible: another epoch, or a position that another step has. */
function contradiction(writer: Writer, epoch: string, one: StepVerdict): PullFault | null {
  const told = { stepId: one.stepId, pos: one.pos };
  const feed = findFeed(writer, one.feedId);
  if (feed !== null && feed.epoch !== null && feed.epoch !== epoch) return { code: 'epoch_changed', ...told };
  if (one.pos === null) return null;
  const there = writer.get(atPos, { feedId: one.feedId, pos: one.pos });
  return there === undefined || there.id === one.stepId ? null : { code: 'position_contradicts', ...told };
}

/** Own steps right behind the cursor need not be pulled again. */
function advance(writer: Writer, feedId: string, epoch: string): void {
  const feed = findFeed(writer, feedId);
  if (feed === null) return;
  let cursor = feed.cursor_pos;
  let checksum = bytes(feed.checksum);
  for (;;) {
    const next = writer.get(atPos, { feedId, pos: cursor + 1 });
    if (next === undefined) break;
    cursor += 1;
    checksum = nextChecksum(checksum, cursor, next.id, next.hash);
  }
  writer.run(moveCursor, { feedId, epoch, cursor, checksum });
}

function projectJudged(writer: Writer, feedId: string, ids: readonly string[]): string[] {
  const kind = findFeed(writer, feedId)?.kind;
  if (kind === undefined) return [];
  const steps = ids.flatMap((id) => {
    const row = writer.get(held, { feedId, id });
    return row === undefined ? [] : [stepOf(row)];
  });
  return projectPositioned(writer, kind, steps);
}
