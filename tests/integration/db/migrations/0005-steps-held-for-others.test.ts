import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('lets two steps without a position have one number of one device', () => {
  const database = new OlderDatabase(4);
  database.addStep({ id: 'one', feedId: 'c', deviceId: 'd', seq: 1 });
  const again = { id: 'other', feedId: 'c', deviceId: 'd', seq: 1 };
  expect(() => database.addStep(again)).toThrow(/UNIQUE/);
  database.migrate(5);
  database.addStep(again);
  expect(database.all('SELECT id FROM step ORDER BY id')).toEqual(['one', 'other']);
});
