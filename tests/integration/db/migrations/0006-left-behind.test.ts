import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('keeps one notice of a step, and none at first', () => {
  const database = new OlderDatabase(5);
  database.addStep({ id: 's', feedId: 'c', deviceId: 'd', seq: 1 });
  database.migrate(6);
  expect(database.all('SELECT step_id FROM left_behind')).toEqual([]);
  const notice = `INSERT INTO left_behind VALUES
    ('c', 's', NULL, 'note.added', '2025-11-10', '2025-11-10T04:00:00.000Z', 'a', 'quarantined', NULL)`;
  database.run(notice);
  expect(() => database.run(notice)).toThrow(/UNIQUE/);
});
