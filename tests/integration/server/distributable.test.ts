/** Every key, constraint and statement of the server keeps to what a distributed PostgreSQL asks (docs/scale.md). */
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { forgetUploads } from '#server/attachments/forgotten.ts';
import { openServer } from '#server/open.ts';
import { spreadTables } from '#server/store/spread.ts';
import { differences } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { acrossShards, statementFault } from '../../support/spreadCheck.ts';

/** All that this process sends to PostgreSQL while this file is at it. */
const sent = new Set<string>();
const query = pg.Client.prototype.query;
vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
  const [asked] = given;
  const text = typeof asked === 'string' ? asked : Object(asked).text;
  if (typeof text === 'string') sent.add(text);
  return Reflect.apply(query, this, given);
});

const office = await Office.open({ snapshotsFrom: 3 });
afterAll(async () => {
  await office.close();
  vi.restoreAllMocks();
});

/** Keys and unique indexes of spread tables without their column. */
async function keysAside(): Promise<unknown[]> {
  const aside: unknown[] = [];
  for (const [table, column] of spreadTables) {
    aside.push(
      ...(await office.rows(
        `select indexrelid::regclass::text as key from pg_index
         where indrelid = $1::regclass and indisunique and not exists (
           select 1 from pg_attribute where attrelid = indrelid and attnum = any(indkey) and attname = $2)`,
        table,
        column,
      )),
    );
  }
  return aside;
}

/** On Citus a right that is not given does what these do; they are taken off before (docs/scale.md). */
const takenOffBefore = ['audit_append_only', 'audit_not_emptied'];

/** What would hold two shards together, run beside a statement, or number rows by itself. */
const bonds = () =>
  office.rows(
    `select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in ('f', 'x')
     union all select tgname from pg_trigger where not tgisinternal and tgname <> all ($1)
     union all select sequencename from pg_sequences
     union all select attname from pg_attribute join pg_class on pg_class.oid = attrelid
       where relnamespace = 'public'::regnamespace and attidentity <> ''`,
    takenOffBefore,
  );

test('each key of a spread table holds its column, and nothing binds two shards', async () => {
  expect(await keysAside()).toEqual([]);
  expect(await bonds()).toEqual([]);
});

test('a key without the column, a reference and a sequence would be found', async () => {
  await office.rows('create unique index worldwide on step (id)');
  await office.rows('create sequence positions');
  await office.rows('alter table chain add constraint its_feed foreign key (feed_id) references feed');
  try {
    expect(await keysAside()).toEqual([{ key: 'worldwide' }]);
    expect(await bonds()).toEqual([{ name: 'its_feed' }, { name: 'positions' }]);
  } finally {
    await office.rows('alter table chain drop constraint its_feed');
    await office.rows('drop sequence positions');
    await office.rows('drop index worldwide');
  }
});

test('each statement of a sync and of its administration goes to its shard, or is on the short list', async () => {
  sent.clear();
  const { admin } = office.server;
  const login = await office.employ('caseworker');
  const author = await office.laptop('caseworker', login);
  const supervisor = await office.laptop('supervisor');
  const [caseId, another] = [author.openCase(), author.openCase()];
  author.note(caseId, 'запись');
  const ofAll = supervisor.institutionFeed('institution');
  supervisor.record(ofAll, 'baseline.set', { day: '2026-01-05', source: 'register' });
  await office.settle(author, supervisor, author);
  expect(differences(author, supervisor)).toEqual([]);
  await office.server.packed();
  await (await office.laptop('supervisor')).sync();
  for (let at = 0; at < 3; at += 1) author.note(caseId, 'ещё запись');
  await office.settle(author);
  await office.server.packed();
  await admin.withdraw(login, another);
  const late = author.note(another, 'поздняя запись');
  await author.sync();
  expect((await admin.quarantineList()).map((item) => item.stepId)).toEqual([late]);
  await admin.quarantineRelease(late);
  await admin.counts();
  await admin.institutionLog('Дом надежды');
  await admin.deviceList();
  const beside = await openServer({ databaseUrl: office.databaseUrl });
  await forgetUploads(beside.context);
  await beside.close();

  const own = [...sent].filter((text) => !/kysely_migration|pg_|^(begin|commit|rollback|start)/i.test(text));
  expect(own.length).toBeGreaterThan(40);
  expect(own.flatMap((text) => statementFault(text) ?? [])).toEqual([]);
  for (const [table] of spreadTables.filter(([name]) => !name.startsWith('attachment'))) {
    expect(own.some((text) => text.includes(`"${table}"`))).toBe(true);
  }
});

test.each([
  ['select "id" from "step" where "id" = $1::uuid', 'step without its feed_id'],
  ['select "seq" from "receipt" where "step_id" = any($1::uuid[])', 'receipt without its device_id'],
  [
    'select "feed_id" from "chain" where "feed_id" = any($1::uuid[]) for update',
    'a lock on more than one shard',
  ],
  [
    'insert into "step" ("id", "pos") select * from unnest($1::uuid[], $2::bigint[])',
    'a row of step without',
  ],
  ["select nextval('positions')", 'nextval has no meaning'],
])('a statement that does not keep to it is named: %s', (text, fault) => {
  expect(statementFault(text)).toContain(fault);
  expect(acrossShards.every(({ reason }) => reason.length > 10)).toBe(true);
});
