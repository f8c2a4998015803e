/**
 * Rows that follow their steps in a moment. A sync brings many small batches that each touch the same
 * cases; projecting a case anew for every batch would cost more than all the rest. So a batch marks
 * its cases in its own transaction, and they are projected once behind it. The marks are in the database:
 * whatever is left of them after a crash is projected at the next opening.
 */
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { projectCase } from './projectCase.ts';

const marked = prepare<{ most: number }>()((param) =>
  query.selectFrom('case_stale').select('case_id').orderBy('case_id').limit(param('most')),
);
const mark = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_stale').select('case_id').where('case_id', '=', param('caseId')),
);

/** Cases projected in one transaction: some tens of milliseconds. */
const atOnce = 25;

/** Called in the transaction that changed the steps. */
export function markStale(writer: Writer, caseIds: Iterable<string>): void {
  for (const caseId of caseIds) writer.put('case_stale', { case_id: caseId });
}

/** Whether what is stored of the case beside its steps is behind them. */
export function isStale(reader: Reader, caseId: string): boolean {
  return reader.get(mark, { caseId }) !== undefined;
}

/** Projects some of the marked cases; answers how many. Call until it answers 0, and let others work in between. */
export function projectSomeStale(writer: Writer): number {
  return writer.transaction(() => {
    const cases = writer.all(marked, { most: atOnce });
    for (const { case_id } of cases) projectCase(writer, case_id);
    return cases.length;
  });
}

/** Projects all of them. */
export function projectStale(writer: Writer): void {
  while (projectSomeStale(writer) > 0);
}
