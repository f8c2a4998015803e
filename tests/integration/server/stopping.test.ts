/** Stopping in order: what is under way is answered, streams end, the own PostgreSQL goes too. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { type RunningServer, startServer } from '#server/start.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { Uige } from '../../support/uige.ts';

/** A push that waits in the database until `release`. */
async function pushUnderWay(office: Office, server: RunningServer, aigul: Laptop) {
  const locking = new pg.Client({ connectionString: office.databaseUrl });
  await locking.connect();
  const { deviceId } = aigul.profile;
  await locking.query('begin');
  await locking.query('select 1 from device where device_id = $1 for update', [deviceId]);
  aigul.openCase();
  const elsewhere: typeof fetch = (url, init) =>
    fetch(String(url).replace(office.server.url, server.url), init);
  const round = aigul.during(elsewhere, () => aigul.trySync());
  const waiting = async () =>
    (await office.rows("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).length;
  await expect.poll(waiting).toBeGreaterThan(0);
  return {
    round,
    release: async () => {
      await locking.query('commit');
      await locking.end();
    },
  };
}

test('a request under way is answered before the server has stopped, and no new one is taken', async () => {
  const office = await Office.open();
  const server = await startServer({ databaseUrl: office.databaseUrl });
  const aigul = await office.laptop('caseworker');
  const { round, release } = await pushUnderWay(office, server, aigul);
  const closed = server.close();
  await expect
    .poll(() =>
      fetch(`${server.url}/healthz`).then(
        () => 'open',
        () => 'shut',
      ),
    )
    .toBe('shut');
  await release();
  await closed;
  // what came after the push was not taken any more, but the push itself is acknowledged
  await round;
  expect(await office.rows("select 1 from step where kind = 'case.opened'")).toHaveLength(1);
  const receipts = await office.rows('select 1 from receipt where device_id = $1', aigul.profile.deviceId);
  expect(receipts).toHaveLength(2);
  await office.close();
});

test('whoever is in a hurry cuts what is under way, and the device asks again', async () => {
  const office = await Office.open();
  const server = await startServer({ databaseUrl: office.databaseUrl });
  const aigul = await office.laptop('caseworker');
  const { round, release } = await pushUnderWay(office, server, aigul);
  const closed = server.close();
  server.hurry();
  expect(await round).toMatchObject({ ok: false, error: { code: 'server_unreachable' } });
  await release();
  await closed;
  await aigul.sync();
  expect(await office.rows("select 1 from step where kind = 'case.opened'")).toHaveLength(1);
  await office.close();
});

test('three processes that start at once share one database; told to stop, they leave with 0 and the last ends PostgreSQL', async () => {
  const uige = new Uige();
  const data = mkdtempSync(path.join(tmpdir(), 'uige-together-'));
  const children = [1, 2, 3].map(() =>
    uige.started(['server', 'start', '--data', data, '--port', '0', '--json']),
  );
  const urls = await Promise.all(
    children.map(
      (child) =>
        new Promise<string>((resolve) =>
          child.stdout?.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()).url)),
        ),
    ),
  );
  for (const url of urls) expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const statuses = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of children) child.kill('SIGTERM');
  expect(await Promise.all(statuses)).toEqual([0, 0, 0]);
  expect(existsSync(path.join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  rmSync(data, { recursive: true });
  uige.remove();
});
