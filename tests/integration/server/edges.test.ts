import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip, zstdCompress } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer } from '#server/open.ts';
import { openAdmin, startServer } from '#server/start.ts';
import { Office } from '../../support/office.ts';
import { newDatabase } from '../../support/postgres.ts';

let office: Office;

beforeAll(async () => {
  office = await Office.open();
});

afterAll(() => office.close());

function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${office.server.url}/rpc/enrolment/look`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

test('a small body that would unpack to a large one is refused unread', async () => {
  const bomb = Buffer.alloc(200 * 1024 * 1024, 0x20);
  for (const [encoding, pack] of [
    ['zstd', promisify(zstdCompress)],
    ['gzip', promisify(gzip)],
  ] as const) {
    const packed = await pack(bomb);
    expect(packed.length).toBeLessThan(300_000);
    const answer = await post(new Uint8Array(packed), { 'content-encoding': encoding });
    expect([answer.status, await answer.json()]).toEqual([413, { code: 'PAYLOAD_TOO_LARGE' }]);
  }
});

test('a body that is too large, damaged, of another encoding or no JSON gets a clear answer', async () => {
  expect((await post(new Uint8Array(3 * 1024 * 1024))).status).toBe(413);
  expect((await post('{}', { 'content-encoding': 'zstd' })).status).toBe(400);
  expect((await post('{}', { 'content-encoding': 'br' })).status).toBe(415);
  expect((await post('{')).status).toBe(400);
  expect((await post('{"json":{"code":7}}')).status).toBe(400);
  expect((await fetch(`${office.server.url}/rpc/nothing`)).status).toBe(404);
});

test('the server says how it is and describes its interface', async () => {
  expect(await (await fetch(`${office.server.url}/healthz`)).json()).toEqual({ status: 'ok' });
  const description = await (await fetch(`${office.server.url}/openapi.json`)).json();
  expect(Object.keys(description.paths).sort()).toEqual([
    '/attachment/get',
    '/device/renew',
    '/device/wiped',
    '/enrolment/complete',
    '/enrolment/look',
    '/feeds',
    '/poke',
    '/pull',
    '/push',
    '/snapshot/get',
  ]);
  const plain = await fetch(`${office.server.url}/api/enrolment/look`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: '0000-0000-0000' }),
  });
  expect([plain.status, (await plain.json()).code]).toEqual([403, 'CODE_INVALID']);
});

test('a large answer comes packed', async () => {
  const answer = await fetch(`${office.server.url}/openapi.json`, {
    headers: { 'accept-encoding': 'zstd, gzip' },
  });
  expect(answer.headers.get('content-encoding')).toBe('zstd');
});

test('every call and refusal is in the audit', async () => {
  const aigul = await office.laptop('caseworker');
  aigul.openCase();
  await aigul.sync();
  await post('{"json":{"code":"WRONGCODE000"}}');
  const reading = await openServer({ databaseUrl: office.databaseUrl });
  const { store } = reading.context;
  const entries = await store.select('audit', { columns: ['entry'] });
  const lines = entries.map((row) => JSON.parse(row.entry));
  expect(lines).toContainEqual(
    expect.objectContaining({ action: 'enrolment.look', outcome: 'CODE_INVALID' }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({ action: 'pull', outcome: 'done', deviceId: aigul.profile.deviceId }),
  );
  await reading.close();
});

test('processes that start at the same moment agree on one server and one schema', async () => {
  const databaseUrl = await newDatabase();
  const open = await Promise.all([1, 2, 3].map(() => openServer({ databaseUrl })));
  const [first, ...others] = open.map(({ context }) => context.identity);
  for (const identity of others) expect(identity).toEqual(first);
  await Promise.all(open.map((one) => one.close()));
});

test('an own PostgreSQL lies in the folder: administration works with and without a running server', async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'uige-server-'));
  const alone = await openAdmin({ data });
  await alone.admin.addInstitution('Дом надежды');
  await alone.close();
  const server = await startServer({ data });
  const beside = await openAdmin({ data });
  await beside.admin.addUser({ login: 'dana', name: 'Дана', role: 'supervisor', institution: 'Дом надежды' });
  const { code } = await beside.admin.makeCode('dana');
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await beside.close();
  expect(await server.admin.institutions()).toHaveLength(1);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

test('what an administrator asks for that is not there is refused by code', async () => {
  const { admin } = office.server;
  const user = { login: 'x', name: 'Икс', role: 'caseworker', institution: 'Нет такого' } as const;
  await expect(admin.addUser(user)).rejects.toMatchObject({ code: 'institution_unknown' });
  await expect(admin.addInstitution('Дом надежды')).rejects.toMatchObject({ code: 'institution_exists' });
  await expect(admin.makeCode('nobody')).rejects.toMatchObject({ code: 'login_unknown' });
  await expect(admin.deviceRevoke('nothing', 'lost')).rejects.toMatchObject({ code: 'device_unknown' });
  await expect(admin.quarantineRelease('nothing')).rejects.toMatchObject({ code: 'not_in_quarantine' });
  const director = await office.employ('director');
  const aigul = await office.laptop('caseworker');
  const caseId = aigul.openCase();
  await aigul.sync();
  await expect(admin.grant(director, caseId)).rejects.toMatchObject({ code: 'role_sees_no_case' });
  await expect(admin.grant(director, '7QK3-X0MT')).rejects.toMatchObject({ code: 'case_unknown' });
});
