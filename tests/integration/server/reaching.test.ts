/** How the server is reached: TLS of its own, a proxy in front, this machine alone. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Passwords } from '#server/console/passwords.ts';
import { countTry, tryOf } from '#server/console/throttle.ts';
import { openServer } from '#server/open.ts';
import { startServer } from '#server/start.ts';
import { home } from '../../support/office.ts';
import { newDatabase } from '../../support/postgres.ts';
import { Uige } from '../../support/uige.ts';

const fixtures = 'tests/fixtures/tls';
const authority = path.resolve(fixtures, 'authority.pem');
const folder = mkdtempSync(path.join(tmpdir(), 'uige-tls-'));
const tls = { cert: path.join(folder, 'server.pem'), key: path.join(folder, 'server.key') };
const password = 'верный конь и батарейка';
let databaseUrl: string;

function take(name: string, files = tls): void {
  copyFileSync(path.join(fixtures, `${name}.pem`), files.cert);
  copyFileSync(path.join(fixtures, `${name}.key`), files.key);
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whose certificate it was; null in the clear. */
  readonly by: string | null;
}

/** A request of its own connection, as a browser or a monitoring system would make it. */
function ask(address: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const secure = address.startsWith('https:');
  const method = body === undefined ? 'GET' : 'POST';
  const options = { method, headers, agent: false, ...(secure ? { ca: readFileSync(authority) } : {}) };
  return new Promise((resolve, reject) => {
    const sent = (secure ? tlsRequest : plainRequest)(address, options, async (answer) => {
      const by = secure ? ((answer.socket as TLSSocket).getPeerCertificate().subject.CN ?? '') : null;
      resolve({
        status: answer.statusCode,
        headers: answer.headers,
        body: await text(answer),
        by: typeof by === 'string' ? by : null,
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function signIn(
  url: string,
  origin: string,
  login: string,
  more: Record<string, string> = {},
): Promise<Answer> {
  const body = JSON.stringify({ json: { login, password } });
  return ask(
    `${url}/console/rpc/session/signIn`,
    { origin, 'content-type': 'application/json', ...more },
    body,
  );
}

beforeAll(async () => {
  databaseUrl = await newDatabase();
  const open = await openServer({ databaseUrl });
  const passwords = new Passwords();
  const password_hash = await passwords.hash(password);
  await passwords.close();
  await open.close();
  const server = await startServer({ databaseUrl });
  await server.admin.addInstitution(home);
  const user = { login: 'aliya', name: 'Алия', role: 'administrator', institution: null } as const;
  const { personId } = await server.admin.addUser(user);
  await server.close();
  const writing = await openServer({ databaseUrl });
  await writing.context.store.insertNow('account', [
    {
      person_id: personId,
      password_hash,
      password_set_at: new Date(),
      password_until: null,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: 0,
    },
  ]);
  await writing.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

test('over TLS the console keeps its session where no other host and no clear line can reach it', async () => {
  take('first');
  const server = await startServer({ databaseUrl, tls });
  expect(server.url).toMatch(/^https:/);
  const answer = await signIn(server.url, server.url, 'aliya');
  expect([answer.status, answer.by]).toEqual([200, 'first']);
  expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-uige=.*; HttpOnly; SameSite=Strict; Secure$/);
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  await server.close();
});

test('a renewed certificate is taken into use without a restart, a half renewed one is not', async () => {
  take('first');
  const server = await startServer({ databaseUrl, tls });
  copyFileSync(path.join(fixtures, 'renewed.pem'), tls.cert);
  expect((await ask(`${server.url}/healthz`)).by).toBe('first');
  copyFileSync(path.join(fixtures, 'renewed.key'), tls.key);
  await expect.poll(async () => (await ask(`${server.url}/healthz`)).by).toBe('renewed');
  const expires = /^uige_certificate_expires_seconds (\d+)$/m.exec((await ask(`${server.url}/metrics`)).body);
  expect(Number(expires?.[1])).toBeGreaterThan(4_000_000_000);
  await server.close();
});

test('a laptop syncs over TLS with an authority of one’s own, and not without', async () => {
  take('first');
  const uige = new Uige();
  const server = await startServer({ databaseUrl, tls });
  await server.admin.addUser({ login: 'bolat', name: 'Болат', role: 'caseworker', institution: home });
  const { code } = await server.admin.makeCode('bolat');
  await uige.init();
  const sync = ['sync', '--server', server.url, '--code', code, '--json'];
  expect((await uige.spawned(sync)).status).toBe(3);
  const trusted = await uige.spawned(sync, { env: { NODE_EXTRA_CA_CERTS: authority } });
  expect([trusted.status, trusted.stderr]).toEqual([0, '']);
  await server.close();
  uige.remove();
});

test('behind a proxy the console believes it where a person comes from, and nobody else', async () => {
  const forwarded = {
    host: 'uige.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.7',
  };
  const behind = await startServer({ databaseUrl, behindProxy: ['loopback'] });
  const through = await signIn(behind.url, 'https://uige.example', 'aliya', forwarded);
  expect(through.status).toBe(200);
  expect(String(through.headers['set-cookie'])).toMatch(/^__Host-uige=.*Secure$/);
  // a whole office guesses from one address: it waits, another address does not
  const guess = (from: string, at: number) =>
    signIn(behind.url, 'https://uige.example', `nobody${at}`, { ...forwarded, 'x-forwarded-for': from });
  const open = await openServer({ databaseUrl });
  for (let at = 0; at < 30; at += 1) {
    await countTry(open.context.store, tryOf(`nobody${at}`, '203.0.113.9'), new Date());
  }
  await open.close();
  expect((await guess('203.0.113.9', 30)).body).toContain('throttled');
  expect((await guess('203.0.113.10', 99)).body).toContain('sign_in_wrong');
  await behind.close();

  const alone = await startServer({ databaseUrl });
  expect((await signIn(alone.url, 'https://uige.example', 'aliya', forwarded)).status).toBe(403);
  await alone.close();
});

test('figures for monitoring are for this machine and for whoever was named, never through a proxy', async () => {
  const [behind, alone, named] = [
    await startServer({ databaseUrl, behindProxy: ['loopback'] }),
    await startServer({ databaseUrl }),
    await startServer({ databaseUrl, behindProxy: ['loopback'], metricsFrom: ['203.0.113.0/24'] }),
  ];
  const from = async (url: string, address?: string) =>
    (await ask(`${url}/metrics`, address === undefined ? {} : { 'x-forwarded-for': address })).status;
  expect([await from(behind.url), await from(behind.url, '203.0.113.7')]).toEqual([200, 404]);
  expect([await from(alone.url), await from(alone.url, '127.0.0.1')]).toEqual([200, 404]);
  expect([await from(named.url), await from(named.url, '203.0.113.7')]).toEqual([404, 200]);
  for (const server of [behind, alone, named]) await server.close();
});

test('what is wrong with certificate, key and address is said in one sentence', async () => {
  const uige = new Uige();
  const start = (...options: string[]) =>
    uige.refused(['server', 'start', '--database-url', databaseUrl, '--port', '0', ...options]);
  const withTls = (cert: string, key: string) => start('--tls-cert', cert, '--tls-key', key);
  const at = (name: string) => path.join(fixtures, name);
  const empty = path.join(folder, 'empty');
  writeFileSync(empty, '');
  expect((await withTls(at('nothing.pem'), at('first.key'))).error.code).toBe('tls_file_unreadable');
  expect((await withTls(empty, at('first.key'))).error.code).toBe('tls_cert_malformed');
  expect((await withTls(at('first.pem'), empty)).error.code).toBe('tls_key_malformed');
  expect((await withTls(at('first.pem'), at('renewed.key'))).error).toMatchObject({
    code: 'tls_key_mismatch',
    message: `Ключ не от этого сертификата: ${at('renewed.key')}. Возьмите пару, выданную вместе.`,
  });
  expect((await start('--host', '0.0.0.0')).error.code).toBe('clear_text');
  expect((await start('--tls-cert', at('first.pem'))).status).toBe(2);
  expect((await start('--behind-proxy', '10.0.0.0/99')).status).toBe(2);
  uige.remove();
});
