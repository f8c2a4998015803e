/** Only the console's own page may call: other sites' pages, plain forms and frames are refused. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieOf, tokenIn } from '#server/console/cookie.ts';
import { startServer } from '#server/start.ts';
import { keyHeader } from '#shared/console/contract.ts';
import { ConsoleScene, refusal } from '#tests/support/consoleScene.ts';

let scene: ConsoleScene;
let url: string;
beforeAll(async () => {
  scene = await ConsoleScene.open();
  url = scene.office.server.url;
});
afterAll(() => scene.close());

const institutions = async () =>
  (await scene.office.server.admin.institutions()).map((institution) => institution.name);

describe("another site's page, with the cookie of an administrator", () => {
  test.each([
    ['its own origin', { origin: 'https://evil.example' }],
    ['no origin of any page', { origin: 'null' }],
    ['another port of the same machine', { origin: 'http://127.0.0.1:1' }],
    ['no origin and no word of the browser', {}],
    ['no origin and the word that it comes from elsewhere', { 'sec-fetch-site': 'cross-site' }],
    ['no origin and the word that it comes from beside', { 'sec-fetch-site': 'same-site' }],
  ])('is refused: %s', async (_, headers: Record<string, string>) => {
    const administrator = await scene.signedIn('administrator');
    const answer = await fetch(`${url}/console/rpc/institutions/add`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: administrator.cookie,
        [keyHeader]: administrator.headers[keyHeader] ?? '',
        ...headers,
      },
      body: JSON.stringify({ json: { name: 'Чужое', region: null } }),
    });
    expect([answer.status, await answer.json()]).toEqual([403, { code: 'ORIGIN_REFUSED' }]);
    expect(await institutions()).toEqual(['Дом надежды']);
  });

  test('is refused without the key of the page, or with that of another session, and this is in the audit', async () => {
    const administrator = await scene.signedIn('administrator');
    const another = await scene.signedIn('administrator');
    for (const key of [undefined, '', 'x', another.headers[keyHeader]]) {
      if (key === undefined) delete administrator.headers[keyHeader];
      else administrator.headers[keyHeader] = key;
      const add = administrator.client.institutions.add({ name: 'Чужое', region: null });
      expect(await refusal(add)).toBe('FORBIDDEN');
    }
    const { lines } = await another.client.audit.page({ topic: 'refusals', before: null });
    expect(lines[0]).toMatchObject({ action: 'console.institutions.add', outcome: 'key_missing' });
    expect(await institutions()).toEqual(['Дом надежды']);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['a form with a file', 'multipart/form-data; boundary=x'],
    ['plain text', 'text/plain'],
  ])('is refused as %s, before anything is read', async (_, type) => {
    const administrator = await scene.signedIn('administrator');
    const answer = await fetch(`${url}/console/rpc/institutions/add`, {
      method: 'POST',
      headers: { ...administrator.headers, 'content-type': type, cookie: administrator.cookie },
      body: '{"json":{"name":"Чужое","region":null}}',
    });
    expect(answer.status).toBe(415);
    expect(await institutions()).toEqual(['Дом надежды']);
  });

  test('is refused as an address that is opened', async () => {
    const administrator = await scene.signedIn('administrator');
    const data = encodeURIComponent('{"json":{"name":"Чужое","region":null}}');
    const answer = await fetch(`${url}/console/rpc/institutions/add?data=${data}`, {
      headers: { ...administrator.headers, cookie: administrator.cookie },
    });
    expect(answer.status).toBe(404);
    expect(await institutions()).toEqual(['Дом надежды']);
  });
});

describe('what the page is served with', () => {
  test('a strict policy with a fresh nonce, in nobody’s frame, kept by nobody', async () => {
    const [one, other] = [await fetch(`${url}/console/`), await fetch(`${url}/console/`)];
    const policy = one.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      expect.stringMatching(/^style-src 'self' 'nonce-[\w-]{22}'$/),
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(other.headers.get('content-security-policy')).not.toBe(policy);
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(one.headers.get('x-frame-options')).toBe('DENY');
    expect(one.headers.get('referrer-policy')).toBe('no-referrer');
    expect(one.headers.get('cache-control')).toBe('no-store');
    const answer = await fetch(`${url}/console/rpc/session/me`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: '{}',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('only the built files, under their own names; nothing beside the folder', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'uige-console-'));
    const page = path.join(folder, 'page');
    mkdirSync(path.join(page, 'assets'), { recursive: true });
    writeFileSync(path.join(page, 'index.html'), '<meta property="csp-nonce" nonce="__UIGE_NONCE__">');
    writeFileSync(path.join(page, 'assets', 'main.js'), 'void 0;');
    writeFileSync(path.join(page, 'notes.txt'), 'не для всех');
    writeFileSync(path.join(folder, 'secret.js'), 'секрет');
    const { databaseUrl } = scene.office;
    const server = await startServer({ databaseUrl, console: { folder: page } });
    const get = (place: string) => fetch(`${server.url}${place}`);
    const served = await get('/console/');
    const nonce = /nonce="([\w-]+)"/.exec(await served.text())?.[1];
    expect(served.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    const script = await get('/console/assets/main.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    expect(script.headers.get('cache-control')).toContain('immutable');
    for (const place of [
      '/console/notes.txt',
      '/console/assets',
      '/console/../secret.js',
      '/console/%2e%2e/secret.js',
      '/console/..%2fsecret.js',
      '/console/assets/..%5c..%5c..%5csecret.js',
      '/console/assets/main.js%00',
      '/console/%ff',
    ]) {
      const answer = await get(place);
      expect(answer.status, place).toBeGreaterThanOrEqual(400);
      expect(await answer.text(), place).not.toContain('секрет');
    }
    await server.close();
    rmSync(folder, { recursive: true });
  });

  test('a page that has to be built first says so, and is there as soon as it is', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'uige-console-'));
    const built = Promise.withResolvers<void>();
    const { databaseUrl } = scene.office;
    const server = await startServer({ databaseUrl, console: { folder, prepare: () => built.promise } });
    const text = async () => (await fetch(`${server.url}/console/`)).text();
    expect(await text()).toContain('http-equiv="refresh"');
    writeFileSync(path.join(folder, 'index.html'), 'готово');
    built.resolve();
    await expect.poll(text).toBe('готово');
    await server.close();
    rmSync(folder, { recursive: true });
  });

  test('one that is not there and cannot be built says what to do', async () => {
    const { databaseUrl } = scene.office;
    const server = await startServer({ databaseUrl, console: { folder: '/nowhere' } });
    const answer = await fetch(`${server.url}/`);
    expect([answer.status, answer.url]).toEqual([503, `${server.url}/console/`]);
    expect(await answer.text()).toContain('npm run console');
    await server.close();
  });
});

test('over TLS the cookie belongs to this host alone', () => {
  const set = cookieOf('token', true);
  expect(set).toBe('__Host-uige=token; Path=/; HttpOnly; SameSite=Strict; Secure');
  expect(tokenIn('a=b; __Host-uige=token', true)).toBe('token');
  // a cookie that anybody on the way could have set is not believed
  expect(tokenIn('uige-console=token', true)).toBeNull();
});
