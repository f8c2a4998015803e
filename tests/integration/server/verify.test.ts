/** What `uige server verify` finds, and what the database itself refuses. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Office } from '../../support/office.ts';
import { Uige } from '../../support/uige.ts';

const uige = new Uige();
let office: Office;
let caseId: string;

const faults = z.array(z.object({ what: z.string(), where: z.string() }));
const answer = z.object({
  feeds: z.int(),
  steps: z.int(),
  cases: z.int(),
  audit: z.object({ entries: z.int(), open: z.int(), heads: z.array(z.unknown()) }),
  faults,
});

beforeAll(async () => {
  office = await Office.open();
  const aigul = await office.laptop('caseworker');
  const dana = await office.laptop('supervisor');
  caseId = aigul.openCase();
  // one step that gets no position: the chain goes on behind it
  aigul.forge(caseId, { authorId: '0198c0de-0000-7000-8000-000000000000' });
  aigul.note(caseId, 'мама звонила');
  await office.settle(aigul, dana, aigul);
});

afterAll(async () => {
  await office.close();
  uige.remove();
});

const command = (...more: string[]) => ['server', 'verify', '--database-url', office.databaseUrl, ...more];

/** Every kind of fault that is found, by name. */
async function found(...more: string[]): Promise<string[]> {
  const { status, stdout } = await uige.call([...command(...more), '--json']);
  const told = z.object({ faults }).parse(JSON.parse(stdout)).faults;
  expect(status).toBe(told.length === 0 ? 0 : 1);
  return [...new Set(told.map((one) => one.what))].sort();
}

test('a sound server is told to be sound, with how much there was to check', async () => {
  const told = await uige.json(answer, command());
  expect(told).toMatchObject({ cases: 1, faults: [] });
  const [counted] = z
    .array(z.object({ steps: z.string() }))
    .parse(await office.rows('select count(*) as steps from step'));
  expect(told.steps).toBe(Number(counted?.steps));
  expect(told.audit.entries).toBeGreaterThan(5);
});

const damages: Record<string, { damage: string; repair: string; finds: string[] }> = {
  'a changed text': {
    damage: "update step set payload = payload || ' ' where kind = 'note.added'",
    repair:
      "update step set payload = substring(payload for octet_length(payload) - 1) where kind = 'note.added'",
    finds: ['payload_altered'],
  },
  'a changed day': {
    damage: "update step set occurred_on = '2020-01-01' where kind = 'note.added'",
    repair: "update step set occurred_on = '2026-01-12' where kind = 'note.added'",
    finds: ['header_altered'],
  },
  'a step that was removed': {
    damage:
      "create table kept as select * from step where kind = 'note.added'; delete from step where kind = 'note.added'",
    repair: 'insert into step select * from kept; drop table kept',
    finds: ['checksum_wrong', 'position_missing'],
  },
  'a step beyond the head': {
    damage: "update feed set head = head - 1 where kind = 'case'",
    repair: "update feed set head = head + 1 where kind = 'case'",
    finds: ['checksum_wrong', 'head_wrong'],
  },
  'a chain that hides what was between': {
    damage: 'update step set after_gap = false where after_gap',
    repair: "update step set after_gap = true where kind = 'note.added'",
    finds: ['link_broken'],
  },
  'a gap in a chain that nobody was answered about': {
    damage: "update receipt set hash = prev_hash where verdict = 'refused'",
    repair:
      "update receipt set hash = (select s.prev_hash from step s where s.kind = 'note.added') where verdict = 'refused'",
    finds: ['link_broken'],
  },
  'a signature by nobody': {
    damage:
      'update step set signature = set_byte(signature, 5, 255 - get_byte(signature, 5)) where signature is not null',
    repair:
      'update step set signature = set_byte(signature, 5, 255 - get_byte(signature, 5)) where signature is not null',
    finds: ['signature_wrong'],
  },
  'summaries that do not follow from the cases': {
    damage:
      "create table kept as select * from step where kind like 'case.%ed' and kind <> 'case.opened'; delete from step where id in (select id from kept)",
    repair: 'insert into step select * from kept; drop table kept',
    finds: ['checksum_wrong', 'position_missing', 'roster_differs', 'summary_differs'],
  },
};

test.each(Object.entries(damages))('%s is found', async (_name, { damage, repair, finds }) => {
  await office.rows(damage);
  try {
    expect(await found()).toEqual(finds);
  } finally {
    await office.rows(repair);
  }
  expect(await found()).toEqual([]);
});

test('what is wrong is listed in words, with its place', async () => {
  await office.rows("update step set occurred_on = '2020-01-01' where kind = 'note.added'");
  const { status, stdout, stderr } = await uige.call(command());
  await office.rows("update step set occurred_on = '2026-01-12' where kind = 'note.added'");
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`${caseId}/3: изменён заголовок записи`);
});

test('the database takes no line of the audit back', async () => {
  for (const attempt of [
    "update audit set entry = '{}'",
    'delete from audit where seq = 2',
    'truncate audit',
  ]) {
    await expect(office.rows(attempt)).rejects.toThrow('the audit is append-only');
  }
});

test('an audit that was changed by whoever owns the database shows it; that it was cut shows by an earlier check', async () => {
  const earlier = path.join(uige.folder, 'earlier.json');
  writeFileSync(earlier, JSON.stringify(await uige.json(answer, command())));
  const tampering = async (sql: string) => {
    await office.rows('alter table audit disable trigger all');
    await office.rows(sql);
    await office.rows('alter table audit enable trigger all');
  };
  const [busiest] = z
    .array(z.object({ writer: z.uuid(), last: z.string() }))
    .parse(
      await office.rows(
        'select writer_id as writer, max(seq) as last from audit group by 1 order by 2 desc limit 1',
      ),
    );
  const writer = busiest?.writer ?? '';
  await tampering(`create table cut as select * from audit where writer_id = '${writer}' and seq = ${busiest?.last};
    delete from audit where writer_id = '${writer}' and seq = ${busiest?.last}`);
  expect(await found()).toEqual([]);
  expect(await found('--since', earlier)).toEqual(['audit_cut']);
  await tampering('insert into audit select * from cut; drop table cut');
  expect(await found('--since', earlier)).toEqual([]);
  await tampering(
    `update audit set entry = replace(entry, 'done', 'fine') where writer_id = '${writer}' and seq = 2`,
  );
  expect(await found()).toEqual(['audit_altered']);
  await tampering(`delete from audit where writer_id = '${writer}' and seq = 2`);
  expect(await found()).toEqual(['audit_altered']);
  await tampering(`delete from audit where writer_id = '${writer}'`);
  expect(await found()).toEqual([]);
  expect(await found('--since', earlier)).toEqual(['audit_cut']);
});
