/**
 * The order by days in care. It goes on growing for a child in care and stands still for one who
 * has left, so no single index holds it; but each of the two groups has its own, and a page is
 * merged from the beginnings of both (and of those whose admission day nobody knows).
 */
import { type SelectQueryBuilder, sql } from 'kysely';
import { query } from '../open/query.ts';
import { dayNumber } from '../projections/caseRow.ts';
import type { Schema } from '../schema.ts';
import { childColumns } from './childRow.ts';
import type { ChildListQuery } from './listChildren.ts';

export type CaseSelect<Row> = SelectQueryBuilder<Schema, 'case_row', Row>;

/** Those who match in the order asked for; limit and offset are still to be set. */
export function byDaysInCare(
  list: ChildListQuery,
  narrow: <Row>(select: CaseSelect<Row>) => CaseSelect<Row>,
) {
  const { direction } = list.sort;
  const name = list.language === 'kk' ? 'key_kk' : 'key_ru';
  const days = sql<number | null>`coalesce(care_days, ${dayNumber(list.today)} + care_since)`.as('days');
  const enough = list.offset + list.limit;
  const every = () => narrow(query.selectFrom('case_row').select(['row', days, `${name} as name`]));
  const inCare = every()
    .where('care_days', 'is', null)
    .where('care_since', 'is not', null)
    .orderBy('care_since', direction)
    .orderBy(name, direction)
    .limit(enough);
  const left = every()
    .where('care_days', 'is not', null)
    .orderBy('care_days', direction)
    .orderBy(name, direction)
    .limit(enough);
  const unknown = every()
    .where('care_days', 'is', null)
    .where('care_since', 'is', null)
    .orderBy(name, direction)
    .limit(enough);
  const beginnings = query
    .selectFrom(inCare.as('in_care'))
    .selectAll()
    .unionAll(query.selectFrom(left.as('left_care')).selectAll())
    .unionAll(query.selectFrom(unknown.as('unknown_care')).selectAll());
  return query
    .selectFrom(beginnings.as('found'))
    .innerJoin('case_row', 'case_row.row', 'found.row')
    .select(childColumns)
    .orderBy('found.days', direction)
    .orderBy('found.name', direction);
}
