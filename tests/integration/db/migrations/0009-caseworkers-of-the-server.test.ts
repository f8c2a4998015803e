import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('has every held case projected anew, once', () => {
  const database = new OlderDatabase(8);
  for (const caseId of ['a', 'b']) {
    database.run("INSERT INTO case_state (case_id, state) VALUES (?, '{}')", caseId);
  }
  database.run("INSERT INTO case_stale VALUES ('b')");
  database.migrate(9);
  expect(database.all('SELECT case_id FROM case_stale ORDER BY case_id')).toEqual(['a', 'b']);
});
