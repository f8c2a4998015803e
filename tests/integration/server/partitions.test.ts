import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { spreadTables } from '#server/store/spread.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { Uige } from '../../support/uige.ts';

const administrator = new Uige();
const answer = z.object({
  partitions: z.int(),
  tables: z.array(z.object({ table: z.string(), rows: z.int() })),
});
let office: Office;
let author: Laptop;
let supervisor: Laptop;
let caseIds: string[];

beforeAll(async () => {
  office = await Office.open();
  author = await office.laptop('caseworker');
  supervisor = await office.laptop('supervisor');
  caseIds = Array.from({ length: 12 }, () => author.openCase());
  await office.settle(author, supervisor);
});
afterAll(async () => {
  await office.close();
  administrator.remove();
});

function spread(partitions: number) {
  return ['server', 'partition', String(partitions), '--database-url', office.databaseUrl];
}

const keysAndIndexes = () =>
  office.rows(
    `select indrelid::regclass::text as table, indexrelid::regclass::text as index,
       replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') as definition, indisvalid as valid
     from pg_index join pg_class on pg_class.oid = indexrelid
     where relnamespace = 'public'::regnamespace and not relispartition order by 1, 2`,
  );

test('a database that a server uses is left as it is', async () => {
  const refused = await administrator.refused(spread(4));
  expect(refused).toMatchObject({ status: 1, error: { code: 'database_in_use' } });
});

test('steps that are there are spread with every key and index, and laptops go on as if nothing were', async () => {
  const before = { keys: await keysAndIndexes(), counts: await office.server.admin.counts() };
  await office.whileStopped(async () => {
    const { tables } = await administrator.json(answer, spread(4));
    expect(tables.map((one) => one.table).toSorted()).toEqual(
      spreadTables.map(([table]) => table).toSorted(),
    );
  });
  expect(await keysAndIndexes()).toEqual(before.keys);
  expect(await office.server.admin.counts()).toEqual(before.counts);
  const parts = await office.rows('select distinct tableoid from step');
  expect(parts.length).toBeGreaterThan(1);

  for (const caseId of caseIds) author.note(caseId, 'после переноса');
  supervisor.note(caseIds[0] ?? '', 'и ещё одна');
  await office.settle(author, supervisor, author);
  expect(differences(author, supervisor)).toEqual([]);
  expect(await supervisor.sync()).toMatchObject({ pushed: 0, pulled: 0 });
});

test('the audit in partitions takes no line back either', async () => {
  await expect(office.rows(`update audit set entry = '{}'`)).rejects.toThrow('append-only');
  await expect(office.rows('delete from audit')).rejects.toThrow('append-only');
  await expect(office.rows('truncate audit')).rejects.toThrow('append-only');
});

test('the number of partitions can be changed later, and asking twice moves nothing twice', async () => {
  const before = { keys: await keysAndIndexes(), counts: await office.server.admin.counts() };
  await office.whileStopped(async () => {
    const { tables } = await administrator.json(answer, spread(3));
    expect(tables.find((one) => one.table === 'step')?.rows).toBe(before.counts.steps);
    expect(await administrator.json(answer, spread(3))).toEqual({ partitions: 3, tables: [] });
  });
  expect(await keysAndIndexes()).toEqual(before.keys);
  const newcomer = await office.laptop('supervisor');
  await newcomer.sync();
  await office.settle(supervisor);
  expect(differences(newcomer, supervisor)).toEqual([]);
  await expect(office.rows('delete from audit')).rejects.toThrow('append-only');
});

test('a number that makes no sense is wrong usage', async () => {
  expect((await administrator.call(spread(1))).status).toBe(2);
});
