/**
 * Writes what is derived of a case. The row is changed only in the columns that differ, because
 * every list order is an index over it; the search index only when the words changed.
 */
import { sql } from 'kysely';
import type { SqlValue } from '../columns.ts';
import type { Writer } from '../open/handles.ts';
import { looseQuery, prepare, query } from '../open/query.ts';
import type { Schema } from '../schema.ts';
import type { CaseRow } from './caseRow.ts';

const rowOfCaseId = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_row').selectAll().where('case_id', '=', param('caseId')),
);
const lastRow = prepare()(() => query.selectFrom('case_row').select('row').orderBy('row', 'desc').limit(1));
const deleteRow = prepare<{ caseId: string }>()((param) =>
  query.deleteFrom('case_row').where('case_id', '=', param('caseId')),
);
// a virtual table has no place in the schema's types
const enterWords = prepare<{ row: number; folded: string }>()((param) => ({
  compile: () =>
    sql`insert into case_search (rowid, folded) values (${param('row')}, ${param('folded')})`.compile(query),
}));
const removeWords = prepare<{ row: number }>()((param) => ({
  compile: () => sql`delete from case_search where rowid = ${param('row')}`.compile(query),
}));

/** Stores the row in place of the case's former one. */
export function storeRow(writer: Writer, row: CaseRow): void {
  const former = writer.get(rowOfCaseId, { caseId: row.case_id });
  if (former === undefined) {
    const number = (writer.get(lastRow, {})?.row ?? 0) + 1;
    writer.insert('case_row', { ...row, row: number });
    writer.run(enterWords, { row: number, folded: row.folded });
    return;
  }
  const changed = differences(former, row);
  if (Object.keys(changed).length > 0) {
    writer.change(looseQuery.updateTable('case_row').set(changed).where('row', '=', former.row));
  }
  if (former.folded !== row.folded) {
    writer.run(removeWords, { row: former.row });
    writer.run(enterWords, { row: former.row, folded: row.folded });
  }
}

/** Removes the case's rows; state and tasks go with it. */
export function removeRow(writer: Writer, caseId: string): void {
  const former = writer.get(rowOfCaseId, { caseId });
  if (former === undefined) return;
  writer.run(removeWords, { row: former.row });
  writer.run(deleteRow, { caseId });
}

function differences(former: Schema['case_row'], row: CaseRow): Record<string, SqlValue> {
  const before: Readonly<Record<string, SqlValue>> = former;
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => before[column] !== value));
}
