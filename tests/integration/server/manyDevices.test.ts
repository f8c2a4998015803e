/**
 * Three server processes on one database behind a balancer, and a hundred devices: what the numbering
 * of steps promises (docs/sync-protocol.md §5) holds whichever process answers, and when one is killed.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Admin } from '#server/admin/admin.ts';
import { openAdmin } from '#server/start.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { Seeded } from '../../factories/seeded.ts';
import { aChild } from '../../factories/story.ts';
import { type Balancer, startBalancer } from '../../support/balancer.ts';
import { LightDevice } from '../../support/lightDevice.ts';
import { newDatabase } from '../../support/postgres.ts';
import { ServerProcess } from '../../support/serverProcess.ts';

const [writers, readers, cases, rounds] = [60, 40, 8, 2];
let databaseUrl: string;
let servers: ServerProcess[];
let balancer: Balancer;
let admin: Admin;
let closeAdmin: () => Promise<void>;
let devices: LightDevice[];
let caseIds: string[];

beforeAll(async () => {
  databaseUrl = await newDatabase();
  ({ admin, close: closeAdmin } = await openAdmin({ databaseUrl }));
  await admin.addInstitution('Дом надежды');
  for (let at = 0; at < 5; at += 1) {
    const person = { login: `s${at}`, name: `Сотрудник ${at}`, role: 'supervisor' } as const;
    await admin.addUser({ ...person, institution: 'Дом надежды' });
  }
  servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(databaseUrl)));
  balancer = await startBalancer(servers.map((server) => server.url));
  devices = [];
  for (let at = 0; at < writers + readers; at += 1) {
    const { code } = await admin.makeCode(`s${at % 5}`);
    devices.push(await LightDevice.enrol(balancer.url, code));
  }
  caseIds = Array.from({ length: cases }, () => v7());
  const [author] = devices;
  for (const caseId of caseIds) {
    author?.record(caseId, 'case.opened', {
      caseCode: makeCaseCode(randomBytes(7)),
      institutionId: author.institutionId,
      childId: v7(),
    });
    author?.record(caseId, 'child.admitted', { child: aChild, admittedOn: '2026-01-10' });
  }
  await author?.push();
  // three processes start at once, on a machine that may be busy
}, 300_000);

afterAll(async () => {
  await balancer.close();
  for (const server of servers) await server.stop();
  await closeAdmin();
});

async function pullAll(device: LightDevice): Promise<void> {
  const feeds = await device.feeds();
  await device.pull(feeds.filter((feed) => caseIds.includes(feed.feed)));
}

test('a hundred devices push and pull at once, one of three processes is killed, and everyone holds every step once', {
  timeout: 300_000,
}, async () => {
  const chance = new Seeded(11);
  const writing = devices.slice(0, writers);
  const reading = devices.slice(writers);
  let left = writers * rounds;
  const killed = Promise.withResolvers<void>();
  const replace = async (): Promise<void> => {
    const [victim] = servers.splice(1, 1);
    await victim?.kill();
    const other = await ServerProcess.start(databaseUrl);
    servers.push(other);
    balancer.servers[1] = other.url;
  };
  const written = writing.map(async (device, who) => {
    for (let round = 0; round < rounds; round += 1) {
      for (let note = 0; note < 3; note += 1) {
        device.record(caseIds[chance.between(0, cases - 1)] ?? '', 'note.added', {
          text: `${who}/${round}/${note}`,
        });
      }
      await device.push();
      left -= 1;
      // in the middle, while others push
      if (left === Math.floor((writers * rounds) / 2)) replace().then(killed.resolve, killed.reject);
    }
  });
  const read = reading.map(async (device) => {
    // a page with a hole, a broken seal or another checksum would throw
    while (left > 0) await pullAll(device);
  });
  await Promise.all([...written, ...read, killed.promise]);

  await Promise.all(devices.map(pullAll));
  const heads = (await devices[0]?.feeds())?.filter((feed) => caseIds.includes(feed.feed)) ?? [];
  expect(heads).toHaveLength(cases);
  for (const { feed, head, checksum } of heads) {
    const acknowledged = new Map(
      writing.flatMap((device) =>
        [...device.acknowledged].flatMap(([id, { feedId, pos }]) =>
          feedId === feed ? [[pos, id] as const] : [],
        ),
      ),
    );
    // positions 1 to the head, each acknowledged once
    const expected = Array.from({ length: head }, (_, at) => acknowledged.get(at + 1));
    expect(acknowledged.size).toBe(head);
    for (const device of devices) {
      expect(device.held.get(feed)?.ids).toEqual(expected);
      expect(toBase64(device.held.get(feed)?.checksum ?? new Uint8Array())).toBe(checksum);
    }
  }
  const all = heads.reduce((sum, feed) => sum + feed.head, 0);
  expect(all).toBe(writers * rounds * 3 + cases * 2);
});

test('a push that commits late holds back those that come after it in the same case, and no pull passes it over', async () => {
  const [slow, quick, reader] = devices;
  if (slow === undefined || quick === undefined || reader === undefined) throw new Error('nobody there');
  const [caseId = '', other = ''] = caseIds;
  const gate = new pg.Client({ connectionString: databaseUrl });
  await gate.connect();
  // whoever writes this step waits for the gate, with its position taken and not committed
  await gate.query(`create function wait_at_gate() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock(77); return new; end $$`);
  await gate.query(`create trigger gate before insert on step for each row
    when (position('медленно' in convert_from(new.payload, 'UTF8')) > 0) execute function wait_at_gate()`);
  await gate.query('select pg_advisory_lock(77)');
  const waiting = async () =>
    (
      await gate.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      )
    ).rowCount;

  slow.record(caseId, 'note.added', { text: 'медленно' });
  const late = slow.push();
  await expect.poll(waiting).toBe(1);
  let answered = false;
  quick.record(caseId, 'note.added', { text: 'быстро' });
  const early = quick.push().then(() => {
    answered = true;
  });
  await expect.poll(async () => answered || (await waiting()) === 2).toBe(true);
  // whatever is visible by now has no hole: pulled and checked, position by position
  // (with positions from a sequence the quick step shows here before the slow one, and this pull fails)
  await pullAll(reader);
  const seen = reader.held.get(caseId)?.pos;
  // another case is not held up
  reader.record(other, 'note.added', { text: 'в другом деле' });
  await reader.push();

  await gate.query('select pg_advisory_unlock(77)');
  await Promise.all([late, early]);
  await gate.query('drop trigger gate on step');
  await gate.end();
  await pullAll(reader);
  const positions = [slow, quick].map((device) => [...device.acknowledged.values()].at(-1)?.pos);
  expect(positions).toEqual([(seen ?? 0) + 1, (seen ?? 0) + 2]);
});
