/** The schema that the code believes in is the one that the migrations make. */

import Database from 'better-sqlite3-multiple-ciphers';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrations, schemaVersion } from '#db/migrations/index.ts';
import { migrate } from '#db/migrations/migrate.ts';
import { Writer } from '#db/open/handles.ts';
import { query } from '#db/open/query.ts';
import { tables } from '#db/schema.ts';
import { aDeviceOf } from './support/device.ts';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

function columnsOf(writer: Writer, table: string): ColumnInfo[] {
  const info = sql<ColumnInfo>`select name, type, "notnull" from pragma_table_xinfo(${table}) where hidden = 0`;
  return writer.select({ compile: () => info.compile(query) });
}

function objectsOf(writer: Writer): unknown[] {
  const objects = sql`select type, name, tbl_name, sql from sqlite_master order by type, name`;
  return writer.select({ compile: () => objects.compile(query) });
}

describe('the schema', () => {
  it('has in every table the columns that the code declares, in storage class and in null', () => {
    const { writer } = aDeviceOf();
    for (const [table, columns] of Object.entries(tables)) {
      const declared = Object.entries(columns).map(([name, column]) => ({
        name,
        type: column.storage,
        notnull: column.nullable ? 0 : 1,
      }));
      expect(columnsOf(writer, table), table).toEqual(declared);
    }
  });

  it('has no table that the code does not declare', () => {
    const { writer } = aDeviceOf();
    const names = sql<{ name: string }>`select name from pragma_table_list
      where schema = 'main' and type = 'table' and name not like 'sqlite_%'`;
    const found = writer.select({ compile: () => names.compile(query) }).map((row) => row.name);
    expect(found.toSorted()).toEqual(Object.keys(tables).toSorted());
  });

  it('has only STRICT tables', () => {
    const { writer } = aDeviceOf();
    const loose = sql`select name from pragma_table_list
      where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'`;
    expect(writer.select({ compile: () => loose.compile(query) })).toEqual([]);
  });

  it('is the same fresh as migrated one version at a time', () => {
    const stepwise = new Writer(new Database(':memory:'));
    for (let version = 1; version <= migrations.length; version += 1) migrate(stepwise, version);
    expect(stepwise.pragma('user_version')).toBe(schemaVersion);
    const { writer } = aDeviceOf();
    expect(objectsOf(stepwise)).toEqual(objectsOf(writer));
  });

  it('stays as it is when it is migrated again', () => {
    const { writer } = aDeviceOf();
    const before = objectsOf(writer);
    migrate(writer);
    expect(objectsOf(writer)).toEqual(before);
  });
});
