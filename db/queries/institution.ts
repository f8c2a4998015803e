/**
 * What an institution's figures are computed from, at a position: the newest summary of each case
 * up to it, and the baseline. The same position gives the same answer on every device.
 */

import { sql } from 'kysely';
import type { PayloadOf } from '#shared/domain/steps/index.ts';
import { kindOf } from '#shared/domain/steps/index.ts';
import { type CaseSummary, caseSummary } from '#shared/domain/summary/shape.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

export type Baseline = PayloadOf<'baseline.set'>;

export interface InstitutionAt {
  readonly position: number;
  /** In the order of case ids. */
  readonly summaries: readonly CaseSummary[];
  /** The last one set; null where none was. */
  readonly baseline: Baseline | null;
}

const newest = prepare<{ feedId: string; position: number }>()((param) => ({
  compile: () =>
    sql<{ body: string }>`
      select body, max(pos) from institution_log
      where feed_id = ${param('feedId')} and pos <= ${param('position')} and kind = 'case.summarised'
      group by case_id order by case_id`.compile(query),
}));
const baselines = prepare<{ feedId: string; position: number }>()((param) =>
  query
    .selectFrom('institution_log')
    .select('body')
    .where('feed_id', '=', param('feedId'))
    .where('pos', '<=', param('position'))
    .where('kind', '=', 'baseline.set')
    .orderBy('pos', 'desc')
    .limit(1),
);
const lastPosition = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('institution_log')
    .select('pos')
    .where('feed_id', '=', param('feedId'))
    .orderBy('pos', 'desc')
    .limit(1),
);
const positionBefore = prepare<{ feedId: string; instant: string }>()((param) =>
  query
    .selectFrom('institution_log')
    .select('pos')
    .where('feed_id', '=', param('feedId'))
    .where('received_at', '<', param('instant'))
    .orderBy('pos', 'desc')
    .limit(1),
);

/** The institution as of a position of its feed; of the last one when none is given. */
export function summaryLog(reader: Reader, feedId: string, uptoPos?: number): InstitutionAt {
  return reader.snapshot(() => {
    const last = reader.get(lastPosition, { feedId })?.pos ?? 0;
    const position = Math.min(uptoPos ?? last, last);
    const baseline = reader.get(baselines, { feedId, position });
    return {
      position,
      summaries: reader
        .all(newest, { feedId, position })
        .map((row) => caseSummary.parse(JSON.parse(row.body))),
      baseline:
        baseline === undefined ? null : kindOf('baseline.set').schema.parse(JSON.parse(baseline.body)),
    };
  });
}

/** The last position received before an instant (the end of the as-of day); 0 for none. */
export function positionAsOf(reader: Reader, feedId: string, instant: Date): number {
  return reader.get(positionBefore, { feedId, instant: instant.toISOString() })?.pos ?? 0;
}
