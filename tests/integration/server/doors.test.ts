/** Who gets in at which address: docs/permissions.md is the expectation, and what it does not name does not exist. */
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '#host/sync/transport.ts';
import { makeApp } from '#server/http/app.ts';
import { openServer } from '#server/open.ts';
import { consoleFolder } from '#server/start.ts';
import { syncContract } from '#shared/sync/contract.ts';
import { tableUnder } from '../../support/docTable.ts';
import { Office } from '../../support/office.ts';
import { lineOf } from '../../support/pushing.ts';

const doors = tableUnder('permissions.md', 'Who gets in');
const callers = ['nobody', 'unknown device', 'device', 'withdrawn device', 'lost device'] as const;
type Caller = (typeof callers)[number];

let office: Office;
const credentials = new Map<Caller, { deviceId: string; signKey: KeyObject; serverId: string }>();

beforeAll(async () => {
  office = await Office.open();
  const device = lineOf(await office.laptop('caseworker')).line.credentials;
  credentials.set('device', device);
  for (const as of ['withdrawn', 'lost'] as const) {
    const revoked = lineOf(await office.laptop('caseworker')).line.credentials;
    await office.server.admin.deviceRevoke(revoked.deviceId, as);
    credentials.set(`${as} device`, revoked);
  }
  const { privateKey: signKey } = generateKeyPairSync('ed25519');
  credentials.set('unknown device', { ...device, deviceId: randomUUID(), signKey });
});

afterAll(() => office.close());

/** What the token is for, as the protocol names it (§3, §14). */
function actOf(method: string, address: string): string {
  if (!address.startsWith('/attachments')) return address.split('/').slice(2).join('.');
  return `attachment.${method.toLowerCase()}${method === 'POST' ? '' : ` ${address.split('/').at(-1)}`}`;
}

async function knock(caller: Caller, method: string, address: string): Promise<number> {
  const known = credentials.get(caller);
  const body = method === 'POST' && !address.startsWith('/attachments') ? '{"json":{"nothing":true}}' : '';
  const bytes = new TextEncoder().encode(body);
  const token =
    known === undefined ? null : await makeToken(new Date(), known, actOf(method, address), bytes);
  const ended = new AbortController();
  const answer = await fetch(`${office.server.url}${address}`, {
    method,
    headers: {
      'tus-resumable': '1.0.0',
      ...(method === 'PATCH'
        ? { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
        : {}),
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === '' ? {} : { body }),
    signal: ended.signal,
  });
  // a stream would not end by itself
  ended.abort();
  return answer.status;
}

describe.each(doors)('$address', (door) => {
  const [method = '', path = ''] = door.address?.split(' ') ?? [];
  const uploadId = '0198c0de-0000-7000-8000-000000000000.0198c0de-0000-7000-8000-000000000001';

  test.each(callers)('for %s', async (caller) => {
    const addresses = [path.replace(':id', uploadId)];
    if (path.startsWith('/rpc/')) addresses.push(path.replace('/rpc/', '/api/'));
    for (const address of addresses) {
      const status = await knock(caller, method, address);
      if (door[caller] !== 'open') expect(status, address).toBe(Number(door[caller]));
      // an input that does not fit, or an upload that is not there, is met behind the door
      else expect([200, 400, 404, 412], address).toContain(status);
    }
  });
});

test('every procedure of the contract has a line, and no other', () => {
  const told = doors.flatMap(({ address }) => /^POST \/rpc\/(.+)$/.exec(address ?? '')?.[1] ?? []);
  expect(told.sort()).toEqual(proceduresIn(syncContract).sort());
});

function proceduresIn(branch: object, before = ''): string[] {
  return Object.entries(branch).flatMap(([name, part]: [string, object]) =>
    '~orpc' in part ? [`${before}${name}`] : proceduresIn(part, `${before}${name}/`),
  );
}

test('the server has no address that is not in the page', async () => {
  const open = await openServer({ databaseUrl: office.databaseUrl });
  const app = await makeApp(open.context, {
    closing: new AbortController().signal,
    page: { folder: consoleFolder },
    certificate: null,
    proxies: [],
    metricsFrom: [],
    looks: {
      summaryJobs: async () => 0,
      connections: open.connections,
      certificateExpiresAt: () => null,
    },
  });
  await app.ready();
  const told = doors.flatMap(({ address }) => address ?? []).filter((one) => !one.includes(' /rpc/'));
  const beside = ['POST /rpc/*', 'POST /api/*', 'GET /', 'GET /console', 'GET /console/', 'GET /console/*'];
  // whoever may GET may ask for its head
  const heads = [...told, ...beside].flatMap((one) =>
    one.startsWith('GET ') ? one.replace('GET', 'HEAD') : [],
  );
  expect(routesIn(app.printRoutes()).sort()).toEqual(
    [...told, ...beside, 'POST /console/rpc/*', ...heads].sort(),
  );
  await app.close();
  await open.close();
});

/** Fastify prints its routes as a tree: "│   └── rpc/* (POST)". */
function routesIn(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (found === null) return [];
    const [, indent = '', part = '', methods = ''] = found;
    above.length = indent.length / 4;
    above.push(part);
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${above.join('')}`);
  });
}

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
  'a procedure is not answered to %s',
  async (method) => {
    for (const address of [
      '/rpc/feeds',
      '/api/feeds',
      '/rpc/poke',
      '/attachments',
      '/console/rpc/session/me',
    ]) {
      const answer = await fetch(`${office.server.url}${address}`, { method });
      expect([404, 405], address).toContain(answer.status);
      expect(await answer.text()).not.toContain('feed');
    }
  },
);
