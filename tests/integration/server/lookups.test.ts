import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#server/postgres/connect.ts';
import { migrate } from '#server/postgres/migrate.ts';
import { Office } from '../../support/office.ts';

const office = await Office.open();
afterAll(() => office.close());

test('cases opened before their codes stood beside the feeds are found by code after the update', async () => {
  const author = await office.laptop('caseworker');
  const supervisor = await office.employ('supervisor');
  const caseId = author.openCase();
  await author.sync();
  const [before] = await office.rows('select case_code as code from feed where feed_id = $1', caseId);

  await office.whileStopped(async () => {
    const database = connect(office.databaseUrl, () => undefined);
    // as the schema was before: every later step is undone, and done again
    for (const statement of [
      'alter table feed drop column case_code',
      'drop index alias_by_person, withheld_step_waiting, withheld_step_by_id',
      'alter table server drop column reading_days',
      'drop table snapshot, snapshot_piece',
      'alter table attachment_upload drop column waiting_since',
      "delete from kysely_migration where name >= '0007-lookups'",
    ])
      await sql.raw(statement).execute(database);
    await migrate(database);
    await database.destroy();
  });

  expect(await office.rows('select case_code as code from feed where feed_id = $1', caseId)).toEqual([
    before,
  ]);
  const code = String(Object(before).code);
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(await office.server.admin.grant(supervisor, code.toLowerCase())).toEqual({ feedId: caseId });
});
