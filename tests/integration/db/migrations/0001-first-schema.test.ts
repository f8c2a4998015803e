/** The first migration: from nothing to a database that takes a step. */
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import { migrate } from '#db/migrations/migrate.ts';
import { Writer } from '#db/open/handles.ts';
import { ensureFeed, feedCursors } from '#db/steps/feeds.ts';

it('makes a database that is marked as ours and knows feeds', () => {
  const writer = new Writer(new Database(':memory:'));
  migrate(writer, 1);
  expect(writer.pragma('application_id')).toBe(0x55696765);
  expect(writer.pragma('user_version')).toBe(1);
  const feedId = ensureFeed(writer, { kind: 'institution', institutionId: 'home' });
  expect(ensureFeed(writer, { kind: 'institution', institutionId: 'home' })).toBe(feedId);
  expect(feedCursors(writer)).toEqual([
    { feedId, kind: 'institution', institutionId: 'home', epoch: null, pos: 0, checksum: '00'.repeat(32) },
  ]);
});

it('leaves nothing behind when it is interrupted', () => {
  const connection = new Database(':memory:');
  connection.exec('CREATE TABLE roster (taken TEXT)');
  const writer = new Writer(connection);
  expect(() => migrate(writer)).toThrow(/roster/);
  expect(writer.pragma('user_version')).toBe(0);
  expect(connection.prepare("select name from sqlite_master where type = 'table'").pluck().all()).toEqual([
    'roster',
  ]);
});
