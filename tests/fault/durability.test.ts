/**
 * A killed process proves nothing about a disk: what it had written stays in the system's memory. So here
 * is looked at what is asked of the disk before anything is acknowledged.
 */
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWriter } from '#db/open/openDatabase.ts';
import { databaseFileName } from '#db/vault/keyFile.ts';
import { createProfile } from '#host/profile/create.ts';
import { unlock } from '#host/profile/lock.ts';
import { openPractice } from '#host/profile/practice.ts';
import { Session } from '#host/session/session.ts';
import { endRecorders, passphrase, Recorder, straceOrFail } from './process.ts';
import { makeProfile, newFolder, removeFolder } from './profile.ts';
import { flushes, readTrace } from './trace.ts';

/** SQLite's number for FULL: every commit waits for the disk. */
const full = 2;

let folder: string;
beforeEach(() => {
  folder = realpathSync(newFolder());
});
afterEach(async () => {
  await endRecorders();
  removeFolder(folder);
});

test('every writer of the product waits for the disk: made, unlocked, practice, and opened directly', async () => {
  const clock = () => new Date();
  const session = new Session({ home: folder, clock });
  const person = { name: 'Айгүл Сапарова', role: 'caseworker', institution: null, language: 'ru' } as const;
  await createProfile(session, { ...person, passphrase });
  expect(session.open?.database.pragma('synchronous')).toBe(full);
  await session.lock();
  await unlock(session, passphrase);
  expect(session.open?.database.pragma('synchronous')).toBe(full);
  expect(session.open?.database.pragma('journal_mode')).toBe('wal');
  await session.close();

  const practice = new Session({ home: path.join(folder, 'none'), clock });
  await openPractice(practice, 'ru');
  expect(practice.open?.database.pragma('synchronous')).toBe(full);
  await practice.close();

  const opened = openWriter({ path: path.join(folder, 'another.db'), key: new Uint8Array(32).fill(7) });
  if (!opened.ok) throw new Error(opened.error.code);
  expect(opened.value.pragma('synchronous')).toBe(full);
  opened.value.close();
});

test('no other place in the product opens a database or loosens its durability', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const rooms = ['shared', 'db', 'reports', 'host', 'electron', 'cli', 'server'];
  const files = rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${room}/${name.replaceAll(path.sep, '/')}`),
  );
  const holding = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')));
  expect(holding(/new Database\(/)).toEqual(['db/open/openDatabase.ts']);
  expect(holding(/pragma\(\s*['"`]synchronous/)).toEqual(['db/open/openDatabase.ts']);
  expect(holding(/synchronous_commit|fsync=off|full_page_writes/)).toEqual([]);
});

test('every acknowledged step was flushed to the disk before it was acknowledged', async () => {
  straceOrFail();
  const calls = 25;
  const profile = await makeProfile(folder, 2);
  const trace = path.join(folder, 'trace');
  const strace = ['strace', '-y', '-qq', '-s', '200', '-o', trace, '-e', `trace=${flushes},write`];
  const recorder = new Recorder(['notes', folder, profile.caseCodes.join(), '150', String(calls)], strace);
  await recorder.toTheEnd();

  const log = path.join(folder, `${databaseFileName}-wal`);
  const events = readTrace(trace).filter(({ what, of }) => what === 'acknowledged' || of === log);
  const acknowledged = events.filter(({ what }) => what === 'acknowledged');
  expect(acknowledged.length).toBe(calls);
  expect(events.length - acknowledged.length).toBeGreaterThanOrEqual(acknowledged.length);
  const unflushed = events.filter(
    ({ what }, at) => what === 'acknowledged' && events[at - 1]?.what !== 'flush',
  );
  expect(unflushed).toEqual([]);
});
