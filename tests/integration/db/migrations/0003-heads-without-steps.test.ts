import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('takes the chains there are for whole', () => {
  const database = new OlderDatabase(2);
  database.run("INSERT INTO chain_head VALUES ('c', 'd', 7, ?)", new Uint8Array(32));
  database.migrate(3);
  expect(database.all("SELECT seq || ' ' || removed FROM chain_head")).toEqual(['7 0']);
  expect(() => database.run('UPDATE chain_head SET removed = 2')).toThrow(/CHECK/);
});
