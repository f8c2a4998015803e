/** The audit under whoever wants to fill it: of strangers the first are told and then their number, of those who are known everything. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { toldOfAddress, toldOfAll } from '#server/audit/strangers.ts';
import { startServer } from '#server/start.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let clock = Date.parse('2026-03-02T04:00:00Z');
const now = (): Date => new Date(clock);
let office: Office;
let aigul: Laptop;
let seen = 0;

beforeAll(async () => {
  office = await Office.open({ now });
  aigul = await office.laptop('caseworker');
});
afterAll(() => office.close());
beforeEach(async () => {
  // the minute of the test before is over
  clock += 120_000;
  await knock(office.server.url, 'feeds');
  clock += 120_000;
  seen = (await lines()).length;
});

const read = z.object({ entry: z.string() });
const line = z.object({
  action: z.string(),
  outcome: z.string(),
  deviceId: z.string().nullish(),
  details: z.record(z.string(), z.unknown()).optional(),
});

async function lines() {
  const rows = await office.rows('select entry from audit order by at, writer_id, seq');
  return rows.map((row) => line.parse(JSON.parse(read.parse(row).entry)));
}

/** Since the test began. */
const written = async () => (await lines()).slice(seen);

async function knock(url: string, procedure: string, headers: Record<string, string> = {}): Promise<number> {
  const body = procedure.startsWith('enrolment') ? '{"json":{"code":"AAAA-BBBB-CCCC"}}' : '{"json":{}}';
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  return (await fetch(`${url}/rpc/${procedure}`, init)).status;
}

test('of one address the first refusals of a minute are lines, the others one number; who is known is told in full', async () => {
  const { url } = office.server;
  for (let at = 0; at < 40; at += 1) {
    expect(await knock(url, 'feeds')).toBe(401);
    expect(await knock(url, 'enrolment/look')).toBe(403);
  }
  const caseId = aigul.openCase();
  for (let at = 0; at < 15; at += 1) {
    aigul.note(caseId, `запись ${at}`);
    await aigul.sync();
  }
  await fetch(`${url}/attachments`, { method: 'POST', headers: { 'tus-resumable': '1.0.0' } });
  const during = await written();
  expect(during.filter(({ outcome }) => outcome !== 'done')).toHaveLength(toldOfAddress);
  const own = during.filter(
    ({ action, deviceId }) => action === 'push' && deviceId === aigul.profile.deviceId,
  );
  expect(own.length).toBeGreaterThanOrEqual(15);

  clock += 61_000;
  await knock(url, 'push');
  expect((await written()).slice(during.length)).toEqual([
    {
      action: 'strangers',
      outcome: 'refused',
      details: { more: 81 - toldOfAddress, asked: ['attachment', 'enrolment.look', 'feeds'] },
    },
    { action: 'push', outcome: 'token_missing' },
  ]);
});

test('one address does not use up the lines of another, and all together have an end', async () => {
  const behind = await startServer({ databaseUrl: office.databaseUrl, behindProxy: ['loopback'], now });
  const from = (address: string) => knock(behind.url, 'feeds', { 'x-forwarded-for': address });
  for (let at = 0; at < 2 * toldOfAddress; at += 1) await from(`2001:db8:1:2::${at}`);
  expect(await written()).toHaveLength(toldOfAddress);
  await from('203.0.113.7');
  expect(await written()).toHaveLength(toldOfAddress + 1);
  for (let at = 0; at < 2 * toldOfAll; at += 1) await from(`198.51.100.${at}`);
  expect(await written()).toHaveLength(toldOfAll);
  // a process that ends tells what it has not told
  await behind.close();
  const more = 2 * toldOfAddress + 1 + 2 * toldOfAll - toldOfAll;
  expect((await written()).slice(toldOfAll)).toMatchObject([
    { action: 'strangers', details: { more } },
    { action: 'audit.end' },
  ]);
});

test('guesses at passwords are told so too, and a device that is known and refused always', async () => {
  const { url } = office.server;
  for (let at = 0; at < toldOfAddress + 5; at += 1) {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ json: { login: 'nobody', password: `не тот пароль ${at}` } }),
    };
    expect((await fetch(`${url}/console/rpc/session/signIn`, init)).status).toBe(422);
  }
  expect((await written()).map(({ action }) => action)).toEqual(
    Array.from({ length: toldOfAddress }, () => 'console.sign_in'),
  );
  const before = (await written()).length;
  await office.server.admin.deviceRevoke(aigul.profile.deviceId, 'withdrawn');
  for (let at = 0; at < 15; at += 1) await aigul.trySync();
  const revoked = (await written()).slice(before).filter(({ outcome }) => outcome === 'revoked');
  expect(revoked.length).toBeGreaterThanOrEqual(15);
});
