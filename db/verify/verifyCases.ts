/** Every case projected anew into memory and compared with its stored rows, column by column. */
import { sql } from 'kysely';
import type { SqlValue } from '../columns.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { canonicalText } from '../projections/canonicalText.ts';
import { deriveCase, sameTasks, taskRows } from '../projections/projectCase.ts';
import { isStale } from '../projections/staleCases.ts';

const knownCases = prepare()(() =>
  query
    .selectFrom('feed')
    .select('feed_id as case_id')
    .where('kind', '=', 'case')
    .union(query.selectFrom('case_row').select('case_id'))
    .union(query.selectFrom('roster').select('case_id'))
    .union(
      query
        .selectFrom('institution_log')
        .select((select) => select.fn.coalesce('case_id', select.val('')).as('case_id'))
        .where('case_id', 'is not', null),
    ),
);
const storedRow = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_row').selectAll().where('case_id', '=', param('caseId')),
);
/** The words themselves are not in the search index; that it knows the row by them can be asked. */
const foundRow = prepare<{ row: number; words: string }>()((param) => ({
  compile: () =>
    sql<{ rowid: number }>`select rowid from case_search
      where case_search match ${param('words')} and rowid = ${param('row')}`.compile(query),
}));
const storedState = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_state').select('state').where('case_id', '=', param('caseId')),
);

export interface CasesVerified {
  readonly cases: number;
  readonly faults: readonly string[];
}

export function verifyCases(reader: Reader): CasesVerified {
  const ids = reader.all(knownCases, {}).map((row) => row.case_id);
  return { cases: ids.length, faults: ids.flatMap((caseId) => faultsOf(reader, caseId)) };
}

function faultsOf(reader: Reader, caseId: string): string[] {
  // another process is in the middle of a sync: its rows follow in a moment
  if (isStale(reader, caseId)) return [];
  const derived = deriveCase(reader, caseId);
  const stored = reader.get(storedRow, { caseId });
  if (derived === null) return stored === undefined ? [] : [`case ${caseId}: listed without any step`];
  if (stored === undefined) return [`case ${caseId}: not listed`];
  const columns: Readonly<Record<string, SqlValue>> = stored;
  const faults = Object.entries(derived.row)
    .filter(([column, value]) => columns[column] !== value)
    .map(([column]) => `case ${caseId}: ${column} differs from its steps`);
  const words = derived.row.folded.trim().split(' ');
  const asked = words.map((word) => `"${word}"`).join(' AND ');
  if (derived.row.folded !== '' && reader.get(foundRow, { row: stored.row, words: asked }) === undefined) {
    faults.push(`case ${caseId}: cannot be found by search`);
  }
  const state = reader.get(storedState, { caseId })?.state ?? null;
  // in one spelling: another build may have put the fields down in another order
  const same =
    state === null || derived.state === null
      ? state === derived.state
      : canonicalText(JSON.parse(state)) === canonicalText(derived.state);
  if (!same) {
    faults.push(`case ${caseId}: state differs from its steps`);
  }
  if (!sameTasks(reader, caseId, taskRows(caseId, derived.tasks))) {
    faults.push(`case ${caseId}: tasks differ from its steps`);
  }
  return faults;
}
