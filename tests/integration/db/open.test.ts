/** What a person meets when a database does not open, each with its own word; and what every writer is. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaVersion } from '#db/migrations/index.ts';
import { attempt, storageFailure } from '#db/open/failure.ts';
import { openReader, openWriter } from '#db/open/openDatabase.ts';
import { query } from '#db/open/query.ts';
import { aDeviceOf, aFolder, anEnrolledDevice, type Device } from './support/device.ts';

function closed(): Device {
  const device = aDeviceOf();
  const institution = device.profile.deviceId;
  for (let index = 0; index < 30; index += 1) device.openCase(institution);
  device.writer.close();
  return device;
}

/** Overwrites bytes of the file, as a bad disk does. */
function flip(path: string, at: number): void {
  const file = openSync(path, 'r+');
  const byte = readFileSync(path)[at] ?? 0;
  writeSync(file, Buffer.from([byte ^ 0xff, 0x5a, 0xa5]), 0, 3, at);
  closeSync(file);
}

function codeOf(result: { ok: true } | { ok: false; error: { code: string } }): string {
  return result.ok ? 'opened' : result.error.code;
}

describe('opening a database', () => {
  it('says that the key is wrong', () => {
    const { path } = closed();
    const key = new Uint8Array(randomBytes(32));
    expect(codeOf(openWriter({ path, key }))).toBe('wrong_key');
    expect(codeOf(openReader({ path, key }))).toBe('wrong_key');
  });

  it('says that the first page is damaged, when the key is known to be right', () => {
    const { path, key } = closed();
    flip(path, 100);
    expect(codeOf(openWriter({ path, key, keyProven: true }))).toBe('damaged');
  });

  it('says that an inner page is damaged, as soon as it is read', () => {
    const { path, key } = closed();
    for (let page = 4; page < 40; page += 1) flip(path, page * 4096 + 2000);
    const opened = openWriter({ path, key, keyProven: true });
    const read = opened.ok
      ? attempt(() => opened.value.select(query.selectFrom('step').selectAll()))
      : opened;
    expect(codeOf(read)).toBe('damaged');
    if (opened.ok) opened.value.close();
  });

  it('says that a file cut short is damaged', () => {
    const { path, key } = closed();
    truncateSync(path, 4096 * 5 + 17);
    const opened = openWriter({ path, key, keyProven: true });
    const read = opened.ok
      ? attempt(() => opened.value.select(query.selectFrom('step').selectAll()))
      : opened;
    expect(codeOf(read)).toBe('damaged');
    if (opened.ok) opened.value.close();
  });

  it('refuses what is no database of ours', () => {
    const folder = aFolder();
    const key = new Uint8Array(randomBytes(32));
    writeFileSync(join(folder, 'text.db'), 'это не база данных');
    writeFileSync(join(folder, 'clear.db'), `SQLite format 3\0${'x'.repeat(8192)}`);
    expect(codeOf(openWriter({ path: join(folder, 'text.db'), key }))).toBe('not_a_database');
    expect(codeOf(openWriter({ path: join(folder, 'clear.db'), key }))).toBe('not_a_database');
    expect(codeOf(openReader({ path: join(folder, 'missing.db'), key }))).toBe('not_found');
    expect(codeOf(openWriter({ path: join(folder, 'no', 'such', 'folder.db'), key }))).toBe('not_found');
  });

  it('does not touch a database that a later version made', () => {
    const device = aDeviceOf();
    device.writer.execute(`PRAGMA user_version = ${schemaVersion + 1}`);
    device.writer.close();
    const before = readFileSync(device.path);
    expect(codeOf(openWriter(device))).toBe('newer_schema');
    expect(codeOf(openReader(device))).toBe('newer_schema');
    expect(readFileSync(device.path).equals(before)).toBe(true);
  });

  it('says that another program holds the database, and goes on when it lets go', () => {
    const device = aDeviceOf();
    const second = openWriter({ ...device, busyTimeout: 1 });
    if (!second.ok) throw new Error(second.error.code);
    device.writer.execute('BEGIN IMMEDIATE');
    const write = () => second.value.put('setting', { key: 'language', value: '"kk"' });
    expect(codeOf(attempt(write))).toBe('locked_by_other');
    device.writer.execute('COMMIT');
    expect(codeOf(attempt(write))).toBe('opened');
    second.value.close();
  });

  it('refuses whoever still works on a database that was closed', () => {
    const { writer } = aDeviceOf();
    const setting = { key: 'language', value: '"kk"' };
    const uses = [
      () => writer.put('setting', setting),
      () => writer.transaction(() => undefined),
      () => writer.select(query.selectFrom('setting').selectAll()),
    ];
    for (const use of uses) expect(codeOf(attempt(use))).toBe('opened');
    writer.close();
    for (const use of uses) expect(codeOf(attempt(use))).toBe('closed');
  });

  it('tells a storage that cannot be written from a bug', () => {
    const thrown = (code: string) => Object.assign(new Error('-'), { code });
    expect(storageFailure(thrown('SQLITE_READONLY_DIRECTORY'))?.code).toBe('read_only');
    expect(storageFailure(thrown('EROFS'))?.code).toBe('read_only');
    expect(storageFailure(thrown('ENOSPC'))?.code).toBe('disk_full');
    expect(storageFailure(thrown('SQLITE_CONSTRAINT_UNIQUE'))).toBeNull();
    expect(() => attempt(() => JSON.parse('{'))).toThrow(SyntaxError);
  });
});

describe('an open database', () => {
  it('is durable, zeroes what it deletes and keeps its temporary data in memory, on every writer', () => {
    for (const { writer } of [aDeviceOf(), anEnrolledDevice()]) {
      expect(writer.pragma('journal_mode')).toBe('wal');
      expect(writer.pragma('synchronous')).toBe(2);
      expect(writer.pragma('secure_delete')).toBe(1);
      expect(writer.pragma('foreign_keys')).toBe(1);
      expect(writer.pragma('temp_store')).toBe(2);
      expect(writer.pragma('trusted_schema')).toBe(0);
    }
  });

  it('sees through a reader what a writer has committed, and nothing else', () => {
    const device = aDeviceOf();
    const reader = device.reader();
    const settings = () => reader.select(query.selectFrom('setting').selectAll());
    device.writer.transaction(() => {
      device.writer.put('setting', { key: 'language', value: '"kk"' });
      expect(settings()).toEqual([]);
    });
    expect(settings()).toEqual([{ key: 'language', value: '"kk"' }]);
  });

  it('takes back the whole of a transaction that fails, and only the failed part of a nested one', () => {
    const { writer } = aDeviceOf();
    const keys = () =>
      writer.select(query.selectFrom('setting').select('key').orderBy('key')).map((row) => row.key);
    writer.transaction(() => {
      writer.put('setting', { key: 'a', value: '1' });
      expect(() =>
        writer.transaction(() => {
          writer.put('setting', { key: 'b', value: '1' });
          throw new Error('interrupted');
        }),
      ).toThrow('interrupted');
    });
    expect(keys()).toEqual(['a']);
  });
});
