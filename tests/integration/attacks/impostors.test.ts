/** Whoever is known, but not as whom they say: tokens of other makes, other devices' signatures, other people's names. */
import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDeviceKeys, signBytes, signingKey } from '#host/sync/deviceKeys.ts';
import { connectToServer, makeToken } from '#host/sync/transport.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import type { Alias } from '#shared/sync/messages.ts';
import { enrolmentBytes } from '#shared/sync/signed.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { forgeInto, lineOf, pushAll, pushRequestOf, unsentOf } from '../../support/pushing.ts';

let office: Office;
let aigul: Laptop;
let bolat: Laptop;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  bolat = await office.laptop('caseworker');
});
afterAll(() => office.close());

const body = '{"json":{}}';
const bod = createHash('sha256').update(body).digest('base64url');

async function ask(token: string): Promise<number> {
  const answer = await fetch(`${office.server.url}/rpc/feeds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}

const seconds = (): number => Math.floor(Date.now() / 1000);
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** As the laptop makes it, but for what is changed. */
function token(
  change: { claims?: object; header?: object; from?: number; until?: number; aud?: string } = {},
) {
  const { credentials } = lineOf(aigul).line;
  return new SignJWT({ act: 'feeds', bod, ...change.claims })
    .setProtectedHeader({ alg: 'EdDSA', ...change.header })
    .setSubject(credentials.deviceId)
    .setAudience(change.aud ?? credentials.serverId)
    .setIssuedAt(change.from ?? seconds())
    .setExpirationTime(change.until ?? seconds() + 100)
    .sign(credentials.signKey);
}

describe('a token', () => {
  test('as it should be lets in', async () => {
    expect(await ask(await token())).toBe(200);
  });

  test('without a signature, or with one that anybody can make, lets nobody in', async () => {
    const { credentials } = lineOf(aigul).line;
    const { deviceId: sub, serverId: aud } = credentials;
    const claims = { act: 'feeds', bod, sub, aud, iat: seconds(), exp: seconds() + 100 };
    for (const alg of ['none', 'None', 'NONE', ''])
      expect(await ask(`${part({ alg })}.${part(claims)}.`)).toBe(401);
    const publicKey = credentials.signKey.export({ format: 'jwk' }).x ?? '';
    for (const secret of [Buffer.from(publicKey, 'base64url'), Buffer.from(publicKey)]) {
      const signed = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
      expect(await ask(signed)).toBe(401);
    }
    const own = { ...credentials.signKey.export({ format: 'jwk' }), d: undefined };
    const header = { alg: 'EdDSA', jwk: own, jku: 'http://127.0.0.1:9/keys', kid: '../../dev/null' };
    const [, , signature] = (await token()).split('.');
    expect(await ask(`${part(header)}.${part(claims)}.${signature}`)).toBe(401);
  });

  test('for another server, from the past or the future, or good for long lets nobody in', async () => {
    expect(await ask(await token({ aud: randomUUID() }))).toBe(401);
    expect(await ask(await token({ from: seconds() - 3600, until: seconds() + 60 }))).toBe(401);
    expect(await ask(await token({ from: seconds() + 3600, until: seconds() + 3700 }))).toBe(401);
    expect(await ask(await token({ until: seconds() + 86_400 }))).toBe(401);
  });

  test('that says something twice or asks for something critical lets nobody in', async () => {
    expect(await ask(await token({ claims: { act: ['feeds', 'pull'] } }))).toBe(401);
    expect(await ask(await token({ claims: { bod: null } }))).toBe(401);
    const [, payload, signature] = (await token()).split('.');
    expect(await ask(`${part({ alg: 'EdDSA', crit: ['b64'], b64: false })}.${payload}.${signature}`)).toBe(
      401,
    );
  });

  test('of enormous length or odd signs is refused like any other', async () => {
    for (const odd of [
      'a.b.c',
      '..',
      'é',
      'a'.repeat(12_000),
      `${part({ alg: 'EdDSA' })}.${part({ sub: {} })}.x`,
    ])
      expect(await ask(encodeURIComponent(odd))).toBe(401);
  });

  test('of one device does nothing in the name of another', async () => {
    const { credentials } = lineOf(bolat).line;
    const now = new Date();
    const bytes = new TextEncoder().encode(body);
    const { deviceId } = aigul.profile;
    expect(await ask(await makeToken(now, { ...credentials, deviceId }, 'feeds', bytes))).toBe(401);
  });
});

describe('a batch', () => {
  test('of another device is taken from nobody but that device', async () => {
    aigul.openCase();
    const stolen = pushRequestOf(aigul, unsentOf(aigul));
    const before = await office.server.admin.counts();
    await expect(lineOf(bolat).call((client) => client.push(stolen))).rejects.toMatchObject({ status: 400 });
    const renamed = { ...stolen, device: bolat.profile.deviceId };
    await expect(lineOf(bolat).call((client) => client.push(renamed))).rejects.toMatchObject({ status: 400 });
    expect((await office.server.admin.counts()).withheld).toBe(before.withheld);
  });

  test('whose ends another device signed is refused whole', async () => {
    const request = pushRequestOf(aigul, unsentOf(aigul), lineOf(bolat).signKey());
    await expect(lineOf(aigul).call((client) => client.push(request))).rejects.toMatchObject({
      code: 'SIGNATURE_REFUSED',
    });
    expect(await aigul.sync()).toMatchObject({ pushed: 2 });
  });

  test('with a step in somebody else’s name, or the server’s, is taken but for that step', async () => {
    const caseId = aigul.openCase();
    const names = [bolat.profile.personId, v7()];
    const forged = names.map((authorId) => aigul.forge(caseId, { authorId }));
    const note = aigul.note(caseId, 'своя запись');
    const verdicts = await pushAll(aigul);
    for (const step of forged) expect(verdicts.get(step)).toBe('refused: author');
    expect(verdicts.get(note)).toBe('accepted');
  });

  test('that opens a case which is there already takes it from nobody', async () => {
    const caseId = aigul.openCase();
    await pushAll(aigul);
    const payload = canonicalBytes({
      caseCode: '7QK3-X0MT',
      childId: v7(),
      institutionId: bolat.institutionId,
    });
    const step = forgeInto(bolat, { feedId: caseId, kind: 'case' }, { kind: 'case.opened', payload });
    expect((await pushAll(bolat)).get(step)).toBe('quarantined: no_grant');
    const { feeds } = await lineOf(bolat).call((client) => client.feeds({}));
    expect(feeds.map((one) => one.feed)).not.toContain(caseId);
  });
});

describe('a device id', () => {
  test('of another device cannot be taken over', async () => {
    const { deviceId } = aigul.profile;
    await expect(lineOf(bolat).call((client) => client.device.renew({ deviceId }))).rejects.toMatchObject({
      status: 400,
    });
  });

  test('cannot be enrolled again with other keys, and no code is used up by who lacks the key', async () => {
    const { code } = await office.server.admin.makeCode(await office.employ('caseworker'));
    const keys = makeDeviceKeys();
    const { publicKey: signKey } = keys.sign;
    const { publicKey: encryptKey } = keys.encrypt;
    const client = connectToServer({
      serverUrl: office.server.url,
      fetch,
      serverNow: () => new Date(),
      credentials: null,
    });
    const enrol = (id: string, proven: string) =>
      client.enrolment.complete({
        code,
        device: { id, signKey, encryptKey },
        aliases: [],
        proof: signBytes(signingKey(keys.sign), enrolmentBytes(code, proven, signKey, encryptKey)),
      });
    const { deviceId } = aigul.profile;
    await expect(enrol(deviceId, deviceId)).rejects.toMatchObject({ code: 'CODE_INVALID' });
    await expect(enrol(v7(), v7())).rejects.toMatchObject({ code: 'CODE_INVALID' });
    const id = v7();
    expect(await enrol(id, id)).toMatchObject({ memberships: [{ role: 'caseworker' }] });
  });
});

describe('an id that a restored server does not know', () => {
  const stranger = () =>
    connectToServer({
      serverUrl: office.server.url,
      fetch,
      serverNow: () => new Date(),
      credentials: null,
    });
  const lost = { institution: v7(), person: v7() };

  /** With a code of one's own and an app that says what one likes. */
  async function claim(login: string, aliases: Alias[]) {
    const { code } = await office.server.admin.makeCode(login);
    const { sign, encrypt } = makeDeviceKeys();
    const device = { id: v7(), signKey: sign.publicKey, encryptKey: encrypt.publicKey };
    const bytes = enrolmentBytes(code, device.id, device.signKey, device.encryptKey);
    const proof = signBytes(signingKey(sign), bytes);
    return stranger().enrolment.complete({ code, device, aliases, proof });
  }
  const refused = { code: 'ALIAS_INVALID' };

  test('may have been an institution’s: a living one is not moved, whoever asks', async () => {
    const other = await office.server.admin.addInstitution('Другой дом');
    const login = await office.employ('director', 'Другой дом');
    const server = other.institutionId;
    const into = { kind: 'institution', local: aigul.institutionId, server } as const;
    await expect(claim(login, [into])).rejects.toMatchObject(refused);
    // nor is one's own said to be another's
    const outOf = { kind: 'institution', local: lost.institution, server: aigul.institutionId } as const;
    await expect(claim(login, [outOf])).rejects.toMatchObject(refused);
    expect((await office.server.admin.institutions()).map((one) => one.name)).toEqual([
      'Дом надежды',
      'Другой дом',
    ]);
  });

  test('claimed for another institution opens nothing there to those who do not work in it', async () => {
    const other = (await office.server.admin.institutions()).find((one) => one.name === 'Другой дом');
    const login = await office.employ('supervisor', 'Другой дом');
    const server = other?.institutionId ?? '';
    await claim(login, [{ kind: 'institution', local: lost.institution, server }]);
    // a case that names it comes from a laptop of the institution that was lost
    const feedId = v7();
    const payload = canonicalBytes({
      caseCode: '9QK3-X0MT',
      childId: v7(),
      institutionId: lost.institution,
    });
    const step = forgeInto(aigul, { feedId, kind: 'case' }, { kind: 'case.opened', payload });
    expect((await pushAll(aigul)).get(step)).toBe('quarantined: no_membership');
    // and nobody says afterwards that it is theirs
    const own = { kind: 'institution', local: lost.institution, server: aigul.institutionId } as const;
    await expect(claim(await office.employ('caseworker'), [own])).rejects.toMatchObject(refused);
  });

  test('may have been a caseworker’s: by the id alone nobody gets the cases given to them', async () => {
    const name = 'Сауле Ахметова';
    const before = aigul.openCase();
    aigul.record(before, 'caseworker.named', { personId: lost.person, name });
    await pushAll(aigul);
    const thief = await office.employ('caseworker');
    const { person } = await claim(thief, [
      { kind: 'person', local: lost.person, server: await personOf(thief) },
    ]);
    const after = aigul.openCase();
    aigul.record(after, 'caseworker.named', { personId: lost.person, name });
    await pushAll(aigul);
    expect(await office.rows('select 1 from feed_grant where person_id = $1', person.id)).toEqual([]);
  });

  async function personOf(login: string): Promise<string> {
    const [row] = await office.rows('select person_id as id from person where login = $1', login);
    return String(Object(row).id);
  }
});
