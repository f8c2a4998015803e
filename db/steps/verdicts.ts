/**
 * Takes in what the server said of pushed steps. Accepted steps and those in review get their
 * position; quarantined ones wait, refused ones leave the projection, and both stay stored with
 * the reason. Where the positions continue what was pulled, the cursor moves on with them.
 */
import type { FeedKind, Verdict } from '#shared/domain/step.ts';
import { nextChecksum } from '#shared/sync/checksum.ts';
import { type Attempt, failedWith, succeeded } from '../open/failure.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { projectPositioned } from '../projections/projectPositioned.ts';
import { markStale } from '../projections/staleCases.ts';
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
    .select(readColumns)
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
const idsBetween = prepare<{ feedId: string; first: number; last: number }>()((param) =>
  query
    .selectFrom('step')
    .select(['id', 'pos'])
    .where('feed_id', '=', param('feedId'))
    .where('pos', '>=', param('first'))
    .where('pos', '<=', param('last')),
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
    .where('id', '=', param('id'))
    .returning('hash'),
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
    const byFeed = Map.groupBy(verdicts, (one) => one.feedId);
    const wrong = findContradiction(writer, epoch, byFeed);
    if (wrong !== null) return failedWith(wrong);
    const caseIds = new Set<string>();
    for (const [feedId, judged] of byFeed) {
      const kind = findFeed(writer, feedId)?.kind;
      const taken = judgeSteps(writer, judged);
      if (kind === undefined || taken.length === 0) continue;
      advance(writer, feedId, epoch, taken);
      for (const caseId of projectJudged(writer, kind, feedId, taken)) caseIds.add(caseId);
    }
    return succeeded({ added: 0, caseIds: [...caseIds] });
  });
}

/** A step that was held and has its verdict now. */
interface Judged {
  readonly id: string;
  readonly pos: number | null;
  readonly hash: Uint8Array;
}

function judgeSteps(writer: Writer, verdicts: readonly StepVerdict[]): Judged[] {
  return verdicts.flatMap(({ feedId, stepId: id, verdict, pos, receivedAt, reason }) => {
    const row = writer.get(judge, { feedId, id, verdict, pos, receivedAt, reason });
    return row === undefined ? [] : [{ id, pos, hash: bytes(row.hash) }];
  });
}

/** What would make a verdict impossible: another epoch, or a position that another step has. */
function findContradiction(
  reader: Reader,
  epoch: string,
  byFeed: ReadonlyMap<string, readonly StepVerdict[]>,
): PullFault | null {
  for (const [feedId, verdicts] of byFeed) {
    const feed = findFeed(reader, feedId);
    const there = idsAt(reader, feedId, verdicts);
    for (const { stepId, pos } of verdicts) {
      if (feed !== null && feed.epoch !== null && feed.epoch !== epoch)
        return { code: 'epoch_changed', stepId, pos };
      if (pos !== null && (there.get(pos) ?? stepId) !== stepId) {
        return { code: 'position_contradicts', stepId, pos };
      }
    }
  }
  return null;
}

/** The steps that have a position among those of the verdicts. */
function idsAt(reader: Reader, feedId: string, verdicts: readonly StepVerdict[]): Map<number, string> {
  const positions = verdicts.flatMap(({ pos }) => (pos === null ? [] : [pos]));
  if (positions.length === 0) return new Map();
  const first = Math.min(...positions);
  const rows = reader.all(idsBetween, { feedId, first, last: Math.max(...positions) });
  return new Map(rows.flatMap(({ id, pos }): [number, string][] => (pos === null ? [] : [[pos, id]])));
}

/** Own steps right behind the cursor need not be pulled again. */
function advance(writer: Writer, feedId: string, epoch: string, judged: readonly Judged[]): void {
  const feed = findFeed(writer, feedId);
  if (feed === null) return;
  const byPos = new Map(judged.map((step) => [step.pos, step]));
  let cursor = feed.cursor_pos;
  let checksum = bytes(feed.checksum);
  for (;;) {
    const pos = cursor + 1;
    const next = byPos.get(pos) ?? writer.get(atPos, { feedId, pos });
    if (next === undefined) break;
    cursor = pos;
    checksum = nextChecksum(checksum, cursor, next.id, next.hash);
  }
  writer.run(moveCursor, { feedId, epoch, cursor, checksum });
}

function projectJudged(writer: Writer, kind: FeedKind, feedId: string, judged: readonly Judged[]): string[] {
  // the rows of a case are projected from all its steps, whatever they are
  if (kind === 'case') {
    markStale(writer, [feedId]);
    return [feedId];
  }
  const steps = judged.flatMap(({ id }) => {
    const row = writer.get(held, { feedId, id });
    return row === undefined ? [] : [stepOf(row)];
  });
  return projectPositioned(writer, kind, steps);
}
