import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

const newest = `SELECT body FROM institution_log WHERE case_id = 'c' AND kind = 'case.summarised'
  ORDER BY received_at DESC, pos DESC LIMIT 1`;

it('finds the newest summary of a case without sorting all of them', () => {
  const database = new OlderDatabase(9);
  expect(database.planOf(newest).join()).toContain('TEMP B-TREE');
  database.migrate(10);
  expect(database.planOf(newest).join()).not.toContain('TEMP B-TREE');
});
