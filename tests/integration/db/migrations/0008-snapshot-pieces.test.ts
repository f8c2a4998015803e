import { expect, it } from 'vitest';
import { OlderDatabase } from '../support/olderDatabase.ts';

it('has room for the pieces of a large feed, each once, by a whole hash', () => {
  const database = new OlderDatabase(7);
  database.migrate(8);
  const sha256 = new Uint8Array(32);
  const keep = (hash: Uint8Array, at: number) =>
    database.run("INSERT INTO snapshot_piece VALUES ('a', ?, ?, ?)", hash, at, new Uint8Array(3));
  keep(sha256, 0);
  keep(sha256, 3);
  expect(() => keep(sha256, 3)).toThrow(/UNIQUE/);
  expect(() => keep(new Uint8Array(31), 0)).toThrow(/CHECK/);
});
