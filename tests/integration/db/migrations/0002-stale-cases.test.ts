import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('marks cases that wait for their projection, each once, and none at first', () => {
  const database = new OlderDatabase(1);
  database.addStep({ id: 's', feedId: 'c', deviceId: 'd', seq: 1, pos: 1 });
  database.migrate(2);
  expect(database.all('SELECT case_id FROM case_stale')).toEqual([]);
  database.run("INSERT INTO case_stale VALUES ('c')");
  expect(() => database.run("INSERT INTO case_stale VALUES ('c')")).toThrow(/UNIQUE/);
  expect(database.all('SELECT id FROM step')).toEqual(['s']);
});
