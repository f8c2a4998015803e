import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('has every case projected anew, because its state now lists documents', () => {
  const database = new OlderDatabase(3);
  for (const caseId of ['a', 'b']) {
    database.run("INSERT INTO case_state (case_id, state) VALUES (?, '{}')", caseId);
  }
  database.run("INSERT INTO case_stale VALUES ('a')");
  database.migrate(4);
  expect(database.all('SELECT case_id FROM case_stale')).toEqual(['a', 'b']);
  expect(() =>
    database.run("INSERT INTO attachment VALUES ('a', ?, 1, 0, 0, NULL, NULL, '')", new Uint8Array(31)),
  ).toThrow(/CHECK/);
});
