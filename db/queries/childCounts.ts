/** Counts over the whole list, whatever is filtered. */
import type { Day } from '#shared/domain/day.ts';
import type { Stage } from '#shared/domain/stages.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

export interface ChildCounts {
  readonly all: number;
  readonly byStage: Readonly<Partial<Record<Stage, number>>>;
  /** Children with something late or missed. */
  readonly overdue: number;
  readonly siblingGroups: number;
}

const stageCounts = prepare()(() =>
  query
    .selectFrom('case_row')
    .select((select) => ['stage', select.fn.countAll<number>().as('count')])
    .groupBy('stage'),
);
const overdueCount = prepare<{ today: Day }>()((param) =>
  query
    .selectFrom('case_row')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('overdue_from', '<=', param('today')),
);
const groupCount = prepare()(() =>
  query
    .selectFrom('case_row')
    .select((select) => select.fn.count<number>('sibling_group').distinct().as('count'))
    .where('sibling_group', 'is not', null),
);

export function childCounts(reader: Reader, today: Day): ChildCounts {
  const byStage: Partial<Record<Stage, number>> = {};
  let all = 0;
  for (const { stage, count } of reader.all(stageCounts, {})) {
    byStage[stage] = count;
    all += count;
  }
  return {
    all,
    byStage,
    overdue: reader.get(overdueCount, { today })?.count ?? 0,
    siblingGroups: reader.get(groupCount, {})?.count ?? 0,
  };
}
