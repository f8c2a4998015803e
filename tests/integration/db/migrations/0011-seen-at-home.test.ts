import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('has the cases of children who returned projected anew, once, held here or not', () => {
  const database = new OlderDatabase(10);
  const returned = [
    ['a', 1, '2025-11-15'],
    ['b', 0, '2025-11-20'],
    ['c', 1, null],
  ] as const;
  for (const [row, [caseId, held, on]] of returned.entries()) {
    database.run(
      `INSERT INTO case_row (row, case_id, held, case_code, folded, key_ru, key_kk, birth_key, stage, stage_rank,
         returned_on, caseworker_key_ru, caseworker_key_kk, next_due_key, unsent, conflict, review, update_needed,
         possible_duplicate, concern)
       VALUES (?, ?, ?, '', '', '', '', '', 'returned', 0, ?, '', '', '', 0, 0, 0, 0, 0, 0)`,
      ...[row + 1, caseId, held, on],
    );
  }
  database.migrate(11);
  expect(database.all('SELECT seen_home_on FROM case_row')).toEqual([null, null, null]);
  expect(database.all('SELECT case_id FROM case_stale ORDER BY case_id')).toEqual(['a', 'b']);
});
