/** What the sync page names: every step that waits, was refused, is quarantined or needs a look. */
import type { Verdict } from '#shared/domain/step.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

export interface StepNotice {
  readonly stepId: string;
  readonly feedId: string;
  /** Null for a step outside a case. */
  readonly caseId: string | null;
  readonly kind: string;
  readonly occurredOn: string;
  readonly verdict: Verdict | null;
  /** The server's word; null while the step waits. */
  readonly reason: string | null;
}

const columns = [
  'step.id',
  'step.feed_id',
  'step.kind',
  'step.occurred_on',
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
    .orderBy('recorded_at')
    .limit(param('limit')),
);
const inConflict = prepare()(() =>
  query.selectFrom('case_row').select('case_id').where('conflict', '=', 1).orderBy('key_ru'),
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

function noticeOf(row: {
  readonly id: string;
  readonly feed_id: string;
  readonly kind: string;
  readonly occurred_on: string;
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
    verdict: row.verdict,
    reason: row.verdict_reason,
  };
}
