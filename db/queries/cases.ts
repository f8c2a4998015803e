/** Single cases: found by id or code, read as projected. */

import type { CaseState } from '#shared/domain/case/state.ts';
import { readCaseCode } from '#shared/domain/caseCode.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { deriveCase } from '../projections/projectCase.ts';
import { isStale } from '../projections/staleCases.ts';
import { childColumns, type ListedChild, listedChild } from './childRow.ts';

const stateOf = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_state').select('state').where('case_id', '=', param('caseId')),
);
const rowOf = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_row').select(childColumns).where('case_id', '=', param('caseId')),
);
const byCode = prepare<{ code: string }>()((param) =>
  query.selectFrom('case_row').select('case_id').where('case_code', '=', param('code')).orderBy('row'),
);
const siblingRows = prepare<{ group: string }>()((param) =>
  query
    .selectFrom('case_row')
    .select(childColumns)
    .where('sibling_group', '=', param('group'))
    .orderBy('key_ru'),
);
/** The ids of the cases that a person means by an id or a code as typed; two where codes collide. */
export function findCases(reader: Reader, typed: string): string[] {
  const asId = typed.trim().toLowerCase();
  if (reader.get(rowOf, { caseId: asId }) !== undefined) return [asId];
  const code = readCaseCode(typed);
  return code === null ? [] : reader.all(byCode, { code }).map((row) => row.case_id);
}

/** The projected case; null where this device does not hold its steps. */
export function readCase(reader: Reader, caseId: string): CaseState | null {
  if (isStale(reader, caseId)) return deriveCase(reader, caseId)?.state ?? null;
  const stored = reader.get(stateOf, { caseId });
  if (stored === undefined) return null;
  const state: CaseState = JSON.parse(stored.state);
  return state;
}

/** The line of the list for one case. */
export function readChild(reader: Reader, caseId: string): ListedChild | null {
  const row = reader.get(rowOf, { caseId });
  if (row === undefined) return null;
  const group = row.sibling_group === null ? [] : reader.all(siblingRows, { group: row.sibling_group });
  return listedChild(row, Math.max(1, group.length));
}

/** The lines of a sibling group, in the order of names. */
export function readSiblings(reader: Reader, siblingGroup: string): ListedChild[] {
  const rows = reader.all(siblingRows, { group: siblingGroup });
  return rows.map((row) => listedChild(row, rows.length));
}
