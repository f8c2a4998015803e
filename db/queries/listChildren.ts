/**
 * The list of children: searched as one types, filtered, sorted in Russian or Kazakh order, page
 * by page. Every order is an index. A search that few match is answered from the word index and
 * sorted; one that many match walks the order and takes who fits, because its page fills at once.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#shared/domain/day.ts';
import type { Stage } from '#shared/domain/stages.ts';
import type { Reader } from '../open/handles.ts';
import { query } from '../open/query.ts';
import { searchTerms } from '../projections/searchText.ts';
import { byDaysInCare, type CaseSelect } from './careOrder.ts';
import { childColumns, type ListedChild, listedChild } from './childRow.ts';

export type ChildSort = 'name' | 'birth' | 'stage' | 'days_in_care' | 'next_due' | 'caseworker' | 'code';

export interface ChildListQuery {
  /** Beginnings of words of the name, in any order; case code; ИИН. */
  readonly search?: string;
  /** None or empty: any stage. */
  readonly stages?: readonly Stage[];
  readonly caseworkerId?: string;
  readonly institutionId?: string;
  readonly place?: string;
  /** Only children with something late or missed on this day. */
  readonly overdueOn?: Day;
  /** Only children who are at home now. */
  readonly returnedOnly?: boolean;
  readonly sort: { readonly by: ChildSort; readonly direction: 'asc' | 'desc' };
  /** Whose alphabet: English lists sort as Russian ones. */
  readonly language: 'ru' | 'kk' | 'en';
  /** For days in care. */
  readonly today: Day;
  readonly offset: number;
  readonly limit: number;
}

export interface ChildList {
  /** Matching children, of whom `rows` are a page. */
  readonly total: number;
  readonly rows: readonly ListedChild[];
}

/**
 * Above this many matches, walking the order is quicker than looking up and sorting the matches.
 * By name it is quick early: the words are in that index.
 */
function manyMatches(list: ChildListQuery): number {
  return list.sort.by === 'name' ? 500 : 3000;
}

type Terms = readonly (readonly string[])[];

export function listChildren(reader: Reader, list: ChildListQuery): ChildList {
  return reader.snapshot(() => {
    const terms = searchTerms(list.search ?? '');
    const total = countMatches(reader, list, terms);
    if (total === 0 || list.limit === 0) return { total, rows: [] };
    const narrow = <Row>(select: CaseSelect<Row>) =>
      total > manyMatches(list) ? walking(select, list, terms) : lookingUp(select, list, terms);
    const page =
      list.sort.by === 'days_in_care'
        ? byDaysInCare(list, narrow)
        : ordered(narrow(query.selectFrom('case_row').select(childColumns)), list);
    const rows = reader.select(page.limit(list.limit).offset(list.offset));
    const siblings = siblingCounts(reader, rows);
    return { total, rows: rows.map((row) => listedChild(row, siblings.get(row.sibling_group ?? '') ?? 1)) };
  });
}

function countMatches(reader: Reader, list: ChildListQuery, terms: Terms): number {
  const counted = query.selectFrom('case_row').select((select) => select.fn.countAll<number>().as('count'));
  const found = terms.length === 0 ? null : countFound(reader, terms);
  if (found !== null && (found === 0 || !hasFilter(list))) return found;
  const many = found !== null && found > manyMatches(list);
  const matching = many ? walking(counted, list, terms) : lookingUp(counted, list, terms);
  return reader.select(matching)[0]?.count ?? 0;
}

/** How many children the words alone find: the word index counts without looking at a child. */
function countFound(reader: Reader, terms: Terms): number {
  const matched = sql<{
    count: number;
  }>`select count(*) as count from case_search where case_search match ${wordQuery(terms)}`;
  return reader.select({ compile: () => matched.compile(query) })[0]?.count ?? 0;
}

function hasFilter(list: ChildListQuery): boolean {
  const { stages, caseworkerId, institutionId, place, overdueOn, returnedOnly } = list;
  const given = [caseworkerId, institutionId, place, overdueOn].some((value) => value !== undefined);
  return given || (stages ?? []).length > 0 || returnedOnly === true;
}

/** Few match: the indexes of the filters and the words find them. */
function lookingUp<Row>(select: CaseSelect<Row>, list: ChildListQuery, terms: Terms): CaseSelect<Row> {
  let narrowed = terms.length === 0 ? select : select.where(matchesWords(terms));
  const { stages, caseworkerId, institutionId, place, overdueOn, returnedOnly } = list;
  if (stages !== undefined && stages.length > 0) narrowed = narrowed.where('stage', 'in', stages);
  if (caseworkerId !== undefined) narrowed = narrowed.where('caseworker_id', '=', caseworkerId);
  if (institutionId !== undefined) narrowed = narrowed.where('institution_id', '=', institutionId);
  if (place !== undefined) narrowed = narrowed.where('place', '=', place);
  if (overdueOn !== undefined) narrowed = narrowed.where('overdue_from', '<=', overdueOn);
  if (returnedOnly === true) narrowed = narrowed.where('returned_on', 'is not', null);
  return narrowed;
}

/** Many match: a plus before a column keeps its index out, so that the order's index is walked. */
function walking<Row>(select: CaseSelect<Row>, list: ChildListQuery, terms: Terms): CaseSelect<Row> {
  let narrowed = select;
  const { stages, caseworkerId, institutionId, place, overdueOn, returnedOnly } = list;
  for (const variants of terms) narrowed = narrowed.where(containsTerm(variants));
  if (stages !== undefined && stages.length > 0) narrowed = narrowed.where(sql<Stage>`+stage`, 'in', stages);
  if (caseworkerId !== undefined) narrowed = narrowed.where(sql<string>`+caseworker_id`, '=', caseworkerId);
  if (institutionId !== undefined)
    narrowed = narrowed.where(sql<string>`+institution_id`, '=', institutionId);
  if (place !== undefined) narrowed = narrowed.where('place', '=', place);
  if (overdueOn !== undefined) narrowed = narrowed.where(sql<Day>`+overdue_from`, '<=', overdueOn);
  if (returnedOnly === true) narrowed = narrowed.where('returned_on', 'is not', null);
  return narrowed;
}

function ordered<Row>(select: CaseSelect<Row>, list: ChildListQuery): CaseSelect<Row> {
  const { by, direction } = list.sort;
  const name = list.language === 'kk' ? 'key_kk' : 'key_ru';
  const caseworker = list.language === 'kk' ? 'caseworker_key_kk' : 'caseworker_key_ru';
  switch (by) {
    case 'name':
      return select.orderBy(name, direction);
    case 'birth':
      return select.orderBy('birth_key', direction).orderBy(name, direction);
    case 'stage':
      return select.orderBy('stage_rank', direction).orderBy(name, direction);
    case 'next_due':
      return select.orderBy('next_due_key', direction).orderBy(name, direction);
    case 'caseworker':
      return select.orderBy(caseworker, direction).orderBy(name, direction);
    case 'code':
      return select.orderBy('case_code', direction);
    case 'days_in_care':
      return select.orderBy(name, direction);
  }
}

/** Every term begins some word; a term may be a name or a code. */
function matchesWords(terms: Terms): RawBuilder<boolean> {
  return sql<boolean>`row in (select rowid from case_search where case_search match ${wordQuery(terms)})`;
}

function wordQuery(terms: Terms): string {
  return terms.map((variants) => `(${variants.map((word) => `"${word}"*`).join(' OR ')})`).join(' AND ');
}

function containsTerm(variants: readonly string[]): RawBuilder<boolean> {
  const found = variants.map((word) => sql<boolean>`instr(folded, ${` ${word}`}) > 0`);
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

function siblingCounts(reader: Reader, rows: readonly { readonly sibling_group: string | null }[]) {
  const groups = [...new Set(rows.flatMap((row) => row.sibling_group ?? []))];
  const counts = new Map<string, number>();
  // a statement takes at most 32,766 values
  for (let at = 0; at < groups.length; at += 10_000) {
    const counted = query
      .selectFrom('case_row')
      .select((select) => ['sibling_group', select.fn.countAll<number>().as('count')])
      .where('sibling_group', 'in', groups.slice(at, at + 10_000))
      .groupBy('sibling_group');
    for (const { sibling_group, count } of reader.select(counted)) counts.set(sibling_group ?? '', count);
  }
  return counts;
}
