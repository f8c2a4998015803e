/** A page of the list of children, with the counts that stand above it. */
import type { z } from 'zod';
import { childCounts } from '#db/queries/childCounts.ts';
import { listChildren } from '#db/queries/listChildren.ts';
import { stepsNotTaken } from '#db/queries/problems.ts';
import type { childQuery } from '#shared/contract/cases.ts';
import type { ChildPage } from '#shared/contract/views.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { childRow } from './childRow.ts';

export function childPage(open: OpenProfile, asked: z.output<typeof childQuery>): ChildPage {
  const today = open.today();
  const { search, stages, caseworkerId, place, overdueOnly, offset, limit } = asked;
  const list = listChildren(open.database, {
    search,
    stages,
    sort: { by: asked.sort, direction: asked.descending ? 'desc' : 'asc' },
    language: open.language,
    today,
    offset,
    limit,
    ...(caseworkerId === undefined ? {} : { caseworkerId }),
    ...(place === undefined ? {} : { place }),
    ...(overdueOnly ? { overdueOn: today } : {}),
  });
  const notTaken = stepsNotTaken(open.database);
  const { all, byStage, overdue, siblingGroups } = childCounts(open.database, today);
  return {
    total: list.total,
    all,
    siblingGroups,
    byStage,
    overdue,
    rows: list.rows.map((child) => childRow(child, today, notTaken.has(child.caseId))),
  };
}
