/** What the sync page names: every step that waits, was refused, is quarantined or needs a look. */
import type { Verdict } from '#shared/domain/step.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { readable } from '../steps/rows.ts';

export interface StepNotice {
  readonly stepId: string;
  readonly feedId: string;
  /** Null for a step outside a case. */
  readonly caseId: string | null;
  readonly kind: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly authorId: string;
  readonly verdict: Verdict | null;
  /** The server's word; null while the step waits. */
  readonly reason: string | null;
}

const columns = [
  'step.id',
  'step.feed_id',
  'step.kind',
  'step.occurred_on',
  'step.recorded_at',
  'step.author_id',
  'step.verdict',
  'step.verdict_reason',
  'feed.kind as feed_kind',
] as const;

const waiting = prepare<{ limit: number }>()((param) =>
  query
    .selectFrom('step')
    .innerJoin('feed', 'feed.feed_id', 'step.feed_id')
    .select(columns)
    .where('pos', 'is', null)
    .where('verdict', 'is', null)
    .orderBy('device_id')
    .orderBy('seq')
    .limit(param('limit')),
);
const judged = prepare<{ verdict: Verdict; limit: number }>()((param) =>
  query
    .selectFrom('step')
    .innerJoin('feed', 'feed.feed_id', 'step.feed_id')
    .select(columns)
    .where('verdict', '=', param('verdict'))
    .where('verdict', 'is not', null)
    .where('verdict', '<>', 'accepted')
    // sealed once more into the feed that took the place of this one (profile/reentered.ts)
    .where((where) =>
      where.or([
        where('feed.kind', '<>', 'institution'),
        where(
          'feed.institution_id',
          'not in',
          where.selectFrom('alias').select('local_id').where('local_id', 'is not', null),
        ),
      ]),
    )
    .orderBy('recorded_at')
    .limit(param('limit')),
);
const inConflict = prepare()(() =>
  query.selectFrom('case_row').select('case_id').where('conflict', '=', 1).orderBy('key_ru'),
);

const oneStep = prepare<{ feedId: string; stepId: string }>()((param) =>
  query
    .selectFrom('step')
    .innerJoin('feed', 'feed.feed_id', 'step.feed_id')
    .select([...columns, 'step.version', 'step.payload', 'step.pos'])
    .where('step.feed_id', '=', param('feedId'))
    .where('step.id', '=', param('stepId')),
);
const notTaken = prepare()(() =>
  query
    .selectFrom('step')
    .select((select) => ['feed_id', 'verdict', select.fn.countAll<number>().as('count')])
    .where('verdict', 'in', ['quarantined', 'refused'])
    .where('verdict', 'is not', null)
    .where('verdict', '<>', 'accepted')
    .groupBy(['feed_id', 'verdict']),
);

/** Own steps that the server has not answered, in the order they will be sent. */
export function waitingSteps(reader: Reader, limit: number): StepNotice[] {
  return reader.all(waiting, { limit }).map(noticeOf);
}

export function stepsWithVerdict(
  reader: Reader,
  verdict: 'needs_review' | 'quarantined' | 'refused',
  limit: number,
): StepNotice[] {
  return reader.all(judged, { verdict, limit }).map(noticeOf);
}

/** Cases with an open conflict; `readCase` tells what about. */
export function casesInConflict(reader: Reader): string[] {
  return reader.all(inConflict, {}).map((row) => row.case_id);
}

export interface StepText extends StepNotice {
  readonly version: number;
  readonly pos: number | null;
  readonly payload: unknown;
}

/** One step as it was written; null where this device does not hold it. */
export function readStepText(reader: Reader, feedId: string, stepId: string): StepText | null {
  const row = reader.get(oneStep, { feedId, stepId });
  if (row === undefined) return null;
  return { ...noticeOf(row), version: row.version, pos: row.pos, payload: readable(row.payload) };
}

/** How many steps of each feed the server did not take. */
export function stepsNotTaken(
  reader: Reader,
): ReadonlyMap<string, { readonly refused: number; readonly quarantined: number }> {
  const feeds = new Map<string, { refused: number; quarantined: number }>();
  for (const { feed_id, verdict, count } of reader.all(notTaken, {})) {
    const feed = feeds.get(feed_id) ?? { refused: 0, quarantined: 0 };
    if (verdict === 'refused' || verdict === 'quarantined') feed[verdict] = count;
    feeds.set(feed_id, feed);
  }
  return feeds;
}

function noticeOf(row: {
  readonly id: string;
  readonly feed_id: string;
  readonly kind: string;
  readonly occurred_on: string;
  readonly recorded_at: string;
  readonly author_id: string;
  readonly verdict: Verdict | null;
  readonly verdict_reason: string | null;
  readonly feed_kind: string;
}): StepNotice {
  return {
    stepId: row.id,
    feedId: row.feed_id,
    caseId: row.feed_kind === 'case' ? row.feed_id : null,
    kind: row.kind,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    authorId: row.author_id,
    verdict: row.verdict,
    reason: row.verdict_reason,
  };
}
