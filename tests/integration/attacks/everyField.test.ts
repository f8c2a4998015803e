/** SQL, paths, NUL, halves of letters and names of the language itself, in every field of every procedure. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '#host/sync/transport.ts';
import { consoleContract, keyHeader } from '#shared/console/contract.ts';
import { syncContract } from '#shared/sync/contract.ts';
import { ConsoleScene } from '../../support/consoleScene.ts';
import type { ConsoleVisitor } from '../../support/consoleVisitor.ts';
import type { Laptop } from '../../support/laptop.ts';
import { lineOf, pushRequestOf, unsentOf } from '../../support/pushing.ts';

/** JSON texts, since not all of these can be written by JSON.stringify. */
const hostile: readonly string[] = [
  `"'; drop table step; --"`,
  '"../../../../etc/passwd\\\\..\\\\win.ini%00%2e%2e%2f"',
  '"a\\u0000b"',
  '"\\udfff\\ud800\\u202e"',
  '"__proto__"',
  `"${'ә'.repeat(5_000)}"`,
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  '[null]',
  'null',
  '-1',
  '1e308',
];

let scene: ConsoleScene;
let laptop: Laptop;
let administrator: ConsoleVisitor;

beforeAll(async () => {
  scene = await ConsoleScene.open();
  laptop = await scene.office.laptop('caseworker');
  administrator = await scene.signedIn('administrator');
});
afterAll(() => scene.close());

/** A body that would be taken, for each procedure; `push` has one of its own below. */
const syncInputs: Record<string, unknown> = {
  'enrolment.look': { code: 'AAAA-BBBB-CCCC' },
  'enrolment.complete': {
    code: 'AAAA-BBBB-CCCC',
    device: { id: randomUUID(), signKey: `${'A'.repeat(43)}=`, encryptKey: `${'A'.repeat(43)}=` },
    aliases: [{ kind: 'person', local: randomUUID(), server: randomUUID() }],
    proof: `${'A'.repeat(86)}==`,
  },
  'device.renew': { deviceId: randomUUID() },
  feeds: { held: [randomUUID()] },
  pull: { cursors: [{ feed: randomUUID(), after: 0 }], limit: 10, maxBytes: 2048 },
  'snapshot.get': { feed: randomUUID(), sha256: `${'A'.repeat(43)}=`, from: 0, most: 2048 },
  'attachment.get': { feed: randomUUID(), sha256: 'ab'.repeat(32), from: 0, most: 2048 },
};

const consoleInputs: Record<string, unknown> = {
  'session.signIn': { login: 'nobody', password: 'x', code: '1' },
  'account.changePassword': { current: 'x', next: 'ещё один длинный пароль' },
  'account.endSession': { sessionId: randomUUID() },
  'account.totp.confirm': { code: '000000' },
  'account.totp.end': { password: 'x' },
  'institutions.add': { name: 'Дом', region: null },
  'people.add': { login: 'x.y', name: 'Икс', role: 'caseworker', institution: 'Нет такого' },
  'people.addRole': { login: 'x', role: 'caseworker', institution: null },
  'people.endRole': { login: 'x', role: 'caseworker', institution: null },
  'people.end': { login: 'x' },
  'people.openConsole': { login: 'x' },
  'people.closeConsole': { login: 'x' },
  'codes.make': { login: 'x' },
  'codes.withdraw': { id: 'x' },
  'devices.revoke': { deviceId: randomUUID(), as: 'lost' },
  'grants.list': { case: '7QK3-X0MT', login: 'x' },
  'grants.give': { login: 'x', case: '7QK3-X0MT' },
  'grants.withdraw': { login: 'x', case: '7QK3-X0MT' },
  'grants.transfer': { case: '7QK3-X0MT', from: 'x', to: 'y', institution: 'Дом' },
  'quarantine.list': {},
  'quarantine.release': { stepIds: [randomUUID()] },
  'audit.page': { before: 'x', limit: 10 },
  'figures.overview': { asOf: '2026-01-01' },
  'figures.report': { institution: randomUUID(), from: '2026-01-01', to: '2026-02-01', asOf: '2026-02-01' },
  'figures.file': {
    institution: randomUUID(),
    from: '2026-01-01',
    to: '2026-02-01',
    asOf: '2026-02-01',
    format: 'csv',
    language: 'ru',
  },
};

/** The JSON of an input with each of its fields in turn replaced by the text; and with one more field. */
function* spoilt(input: unknown, by: string): Generator<string> {
  const mark = 'f1e1d1';
  for (const path of pathsIn(input)) {
    const copy: unknown = structuredClone(input);
    let at = Object(copy);
    for (const key of path.slice(0, -1)) at = at[key];
    at[path.at(-1) ?? ''] = mark;
    yield JSON.stringify(copy).replace(`"${mark}"`, () => by);
  }
  yield JSON.stringify(input)
    .replace(/^\{/, () => `{"__proto__":${by},`)
    .replace(',}', '}');
}

function pathsIn(value: unknown, before: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [...before, key],
    ...pathsIn(part, [...before, key]),
  ]);
}

async function ask(act: string, input: string): Promise<Response> {
  const { serverUrl, credentials } = lineOf(laptop).line;
  const body = `{"json":${input}}`;
  const token = await makeToken(scene.now(), credentials, act, new TextEncoder().encode(body));
  return fetch(`${serverUrl}/rpc/${act.replaceAll('.', '/')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
}

async function askConsole(procedure: string, input: string): Promise<Response> {
  const { url } = scene.office.server;
  return fetch(`${url}/console/rpc/${procedure.replaceAll('.', '/')}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: url,
      cookie: administrator.cookie,
      [keyHeader]: administrator.headers[keyHeader] ?? '',
    },
    body: `{"json":${input}}`,
  });
}

/** A server lets no more of one device wait. */
const atOnce = 8;

/** Nothing failed inside, and no answer tells of the inside. */
async function allCalm(
  inputs: Iterable<string>,
  asking: (input: string) => Promise<Response>,
): Promise<void> {
  const ask = async (input: string): Promise<void> => {
    const answer = await asking(input);
    const text = await answer.text();
    expect(answer.status, `${input.slice(0, 400)}: ${text}`).toBeLessThan(500);
    expect(text).not.toMatch(
      /select |insert |relation "|syntax error|\/node_modules\/|node:internal|at async/,
    );
  };
  const left = [...inputs];
  while (left.length > 0) await Promise.all(left.splice(0, atOnce).map(ask));
}

function proceduresIn(branch: object, before = ''): string[] {
  return Object.entries(branch).flatMap(([name, part]: [string, object]) =>
    '~orpc' in part ? [`${before}${name}`] : proceduresIn(part, `${before}${name}.`),
  );
}

test('none of the procedures that take something is left out', () => {
  const bare = ['poke', 'push', 'device.wiped'];
  expect(
    proceduresIn(syncContract)
      .filter((one) => !bare.includes(one))
      .sort(),
  ).toEqual(Object.keys(syncInputs).sort());
  const nothing = /^(session\.(me|signOut)|account\.(sessions|endOtherSessions|totp\.start)|\w+\.list)$/;
  expect(
    proceduresIn(consoleContract).filter((one) => !nothing.test(one) && !Object.hasOwn(consoleInputs, one)),
  ).toEqual([]);
});

describe('a device', () => {
  test.each(Object.keys(syncInputs))('in %s', async (act) => {
    for (const by of hostile) {
      await allCalm(spoilt(syncInputs[act], by), (input) => ask(act, input));
    }
  });

  test('in every column of a push, and its next push is taken', async () => {
    laptop.openCase();
    const request = pushRequestOf(laptop, unsentOf(laptop));
    for (const by of hostile) {
      await allCalm(spoilt(request, by), (input) => ask('push', input));
    }
    const { status } = await ask('push', JSON.stringify(request));
    expect(status).toBe(200);
  });
});

/** A password costs a quarter of a second each time that it is looked at. */
const dear = ['session.signIn', 'account.changePassword', 'account.totp.end', 'people.openConsole'];

test.each(Object.keys(consoleInputs))('an administrator in %s', async (procedure) => {
  for (const by of dear.includes(procedure) ? hostile.slice(0, 3) : hostile) {
    await allCalm(spoilt(consoleInputs[procedure], by), (input) => askConsole(procedure, input));
  }
});

test('after all that nobody became somebody, and every table is there', async () => {
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  const { admin } = scene.office.server;
  expect((await admin.counts()).steps).toBeGreaterThan(0);
  expect((await admin.deviceList()).filter((device) => device.revokedAs !== null)).toEqual([]);
});
