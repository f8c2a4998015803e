import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unsentSteps } from '#db/steps/unsent.ts';
import { Connection } from '#host/sync/connection.ts';
import { makeDeviceKeys, readDeviceKeys, signBytes, signingKey } from '#host/sync/deviceKeys.ts';
import { connectToServer } from '#host/sync/transport.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import { chainEndBytes, enrolmentBytes } from '#shared/sync/signed.ts';
import type { Laptop } from '../../support/laptop.ts';
import { home, Office } from '../../support/office.ts';

let office: Office;
let aigul: Laptop;
let time = Date.parse('2026-03-02T04:00:00Z');

beforeAll(async () => {
  office = await Office.open({ now: () => new Date(time) });
  aigul = await office.laptop('caseworker');
});

afterAll(() => office.close());

/** A plain request with a token of one's own making. */
async function ask(token: string, act = 'feeds', body = '{"json":{}}'): Promise<number> {
  const response = await fetch(`${office.server.url}/rpc/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

/** The token that the laptop sent with its last request. */
async function tokenInUse(): Promise<{ token: string; serverId: string }> {
  let token = '';
  const listening: typeof fetch = (url, init) => {
    token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    return fetch(url, init);
  };
  const line = await aigul.during(listening, async () => {
    const connection = Connection.open(aigul.ports);
    await connection?.call((client) => client.feeds({}));
    return connection;
  });
  expect(line).not.toBeNull();
  const serverId = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).aud;
  return { token, serverId };
}

test('a token is good for its own procedure and body, for two minutes', async () => {
  const { token } = await tokenInUse();
  expect(await ask(token)).toBe(200);
  expect(await ask(token, 'pull', '{"json":{"cursors":[]}}')).toBe(401);
  expect(await ask(token, 'feeds', '{"json":{ }}')).toBe(401);
  expect(await ask('')).toBe(401);
  time += 5 * 60_000;
  expect(await ask(token)).toBe(401);
});

test('an altered token is refused, and one signed by another key', async () => {
  const { token, serverId } = await tokenInUse();
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
  const altered = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
  expect(await ask(`${header}.${altered}.${signature}`)).toBe(401);
  const { privateKey } = generateKeyPairSync('ed25519');
  const foreign = await new SignJWT({ act: 'feeds', bod: claims.bod })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(aigul.profile.deviceId)
    .setAudience(serverId)
    .setIssuedAt(claims.iat)
    .setExpirationTime(claims.exp)
    .sign(privateKey);
  expect(await ask(foreign)).toBe(401);
});

test('a laptop with a wrong clock learns the right one and is let in', async () => {
  time += 40 * 86_400_000;
  const late = await office.laptop('caseworker');
  await late.sync();
  late.shiftClock(-90 * 60_000);
  const caseId = late.openCase();
  expect(await late.sync()).toMatchObject({ pushed: 2 });
  expect(late.profile.clockOffset).toBe(90 * 60_000);
  late.note(caseId, 'с поправкой');
  expect(await late.sync()).toMatchObject({ pushed: 1 });
});

test('a batch whose end is signed by another key is refused whole', async () => {
  aigul.openCase();
  const keys = readDeviceKeys(aigul.database, aigul.profile.deviceId);
  const steps = unsentSteps(aigul.database, { maxSteps: 10, maxBytes: 1e6 });
  const last = steps.at(-1);
  if (keys === null || last === undefined) throw new Error('nothing to send');
  const line = Connection.open(aigul.ports);
  const { privateKey } = generateKeyPairSync('ed25519');
  const wrong = signBytes(privateKey, new Uint8Array([1, 2, 3]));
  const ends = [{ feed: last.feedId, seq: last.seq, hash: toBase64(last.hash), signature: wrong }];
  const request = { device: aigul.profile.deviceId, steps: encodeSteps(steps), ends };
  await expect(line?.call((client) => client.push(request))).rejects.toMatchObject({
    code: 'SIGNATURE_REFUSED',
  });
  expect(await aigul.sync()).toMatchObject({ pushed: 2 });
});

test('a number beyond the next one is answered with the expected one, and nothing is written', async () => {
  aigul.openCase();
  aigul.openCase();
  await office.server.drained();
  const before = await office.server.admin.counts();
  const steps = unsentSteps(aigul.database, { maxSteps: 10, maxBytes: 1e6 }).slice(2);
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) throw new Error('nothing to send');
  const line = Connection.open(aigul.ports);
  if (line === null) throw new Error('not enrolled');
  const signature = signBytes(line.signKey(), chainEndBytes(last.deviceId, last.feedId, last.seq, last.hash));
  const ends = [{ feed: last.feedId, seq: last.seq, hash: toBase64(last.hash), signature }];
  const request = { device: last.deviceId, steps: encodeSteps(steps), ends };
  await expect(line.call((client) => client.push(request))).rejects.toMatchObject({
    code: 'OUT_OF_ORDER',
    data: { expected: first.seq - 2 },
  });
  expect(await office.server.admin.counts()).toEqual(before);
  expect(await aigul.sync()).toMatchObject({ pushed: 4 });
});

test('an enrolment code serves one device once', async () => {
  const login = await office.employ('caseworker');
  const { code } = await office.server.admin.makeCode(login);
  const first = office.standalone('caseworker');
  const other = office.standalone('caseworker');
  expect(await first.enrol(office.server.url, code.toLowerCase().replaceAll('-', ' '))).toMatchObject({
    ok: true,
  });
  expect(await other.enrol(office.server.url, code)).toMatchObject({
    ok: false,
    error: { code: 'code_invalid' },
  });
  expect(await other.enrol(office.server.url, '0000-0000-0000')).toMatchObject({
    error: { code: 'code_invalid' },
  });
  expect(await first.enrol(office.server.url, code)).toMatchObject({ error: { code: 'code_invalid' } });
  const { code: another } = await office.server.admin.makeCode(login);
  expect(await first.enrol(office.server.url, another)).toMatchObject({
    error: { code: 'already_enrolled' },
  });
});

test('a code is good for seven days', async () => {
  const login = await office.employ('caseworker');
  const { code } = await office.server.admin.makeCode(login);
  time += 8 * 86_400_000;
  const late = office.standalone('caseworker');
  expect(await late.enrol(office.server.url, code)).toMatchObject({ error: { code: 'code_invalid' } });
});

test('an enrolment whose answer was lost is asked for again and goes on', async () => {
  const login = await office.employ('caseworker');
  const { code } = await office.server.admin.makeCode(login);
  const bolat = office.standalone('caseworker');
  const lost: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!String(url).endsWith('/complete')) return answer;
    await answer.arrayBuffer();
    throw new TypeError('the link broke off');
  };
  const cut = await bolat.during(lost, () => bolat.enrol(office.server.url, code));
  expect(cut).toMatchObject({ ok: false, error: { code: 'server_unreachable' } });
  expect(bolat.profile.standalone).toBe(true);
  expect(await bolat.enrol(office.server.url, code)).toMatchObject({ ok: true });
  expect((await office.server.admin.deviceList()).filter((device) => device.login === login)).toHaveLength(1);
});

test('a device cannot take an institution of the server for another, nor the place of a person', async () => {
  const other = await office.server.admin.addInstitution('Дом «Радуга»');
  const [own] = (await office.server.admin.institutions()).filter((one) => one.name === home);
  const login = await office.employ('caseworker');
  const { code } = await office.server.admin.makeCode(login);
  const client = connectToServer({
    serverUrl: office.server.url,
    fetch,
    serverNow: () => new Date(time),
    credentials: null,
  });
  const keys = makeDeviceKeys();
  const id = randomUUID();
  const { publicKey: signKey } = keys.sign;
  const { publicKey: encryptKey } = keys.encrypt;
  const proof = signBytes(signingKey(keys.sign), enrolmentBytes(code, id, signKey, encryptKey));
  const attempt = (local: string, server: string) =>
    client.enrolment.complete({
      code,
      device: { id, signKey, encryptKey },
      aliases: [{ kind: 'institution', local, server }],
      proof,
    });
  await expect(attempt(randomUUID(), other.institutionId)).rejects.toMatchObject({ code: 'ALIAS_INVALID' });
  await expect(attempt(other.institutionId, own?.institutionId ?? '')).rejects.toMatchObject({
    code: 'ALIAS_INVALID',
  });
});

test('an institution that the server does not have is asked about before the code is used', async () => {
  const login = await office.employ('caseworker');
  const { code } = await office.server.admin.makeCode(login);
  const laptop = office.standalone('caseworker', 'Дом под другим именем');
  const refused = await laptop.enrol(office.server.url, code);
  expect(refused).toMatchObject({ ok: false, error: { code: 'institution_unknown' } });
  const [own] = (await office.server.admin.institutions()).filter((one) => one.name === home);
  expect(await laptop.enrol(office.server.url, code, own?.institutionId)).toMatchObject({ ok: true });
});
