/** Whoever is not known yet: what they may make the server read, what they learn, and what others' pages may do. */
import net from 'node:net';
import { promisify } from 'node:util';
import { gzip, zstdCompress } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyHeader } from '#shared/console/contract.ts';
import { ConsoleScene, password, refusal } from '../../support/consoleScene.ts';

let scene: ConsoleScene;
beforeAll(async () => {
  scene = await ConsoleScene.open();
});
afterAll(() => scene.close());

function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${scene.office.server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

/** Bytes as they are, and all that comes back until the server closes. */
function raw(text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = net.connect(scene.office.server.port, '127.0.0.1', () => socket.write(text));
  let answer = '';
  socket.on('data', (part) => {
    answer += part.toString('latin1');
  });
  socket.on('close', () => resolve(answer));
  socket.on('error', reject);
  return promise;
}

describe('makes the server read and parse little', () => {
  const places = ['/rpc/enrolment/look', '/rpc/push', '/api/push', '/console/rpc/session/signIn'];

  test.each(places)(
    'at %s a small body that unpacks to a million lists is refused before it is parsed',
    async (place) => {
      const lists = Buffer.from(`{"json":[${'[],'.repeat(1_000_000)}[]]}`);
      for (const [encoding, pack] of [
        ['zstd', promisify(zstdCompress)],
        ['gzip', promisify(gzip)],
      ] as const) {
        const packed = new Uint8Array(await pack(lists));
        expect(packed.length).toBeLessThan(20_000);
        expect((await post(place, packed, { 'content-encoding': encoding })).status).toBe(413);
      }
    },
  );

  test('a long body that nobody known sends is refused, whether it says so or comes in parts', async () => {
    const long = new Uint8Array(100 * 1024).fill(0x20);
    expect((await post('/rpc/push', long, { authorization: 'Bearer a.b.c' })).status).toBe(413);
    const parts = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
      },
    });
    const endless = {
      method: 'POST',
      body: parts,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    };
    const outcome = await fetch(`${scene.office.server.url}/rpc/push`, endless).then(
      (answer) => answer.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(outcome);
  });

  test('deep nesting and the names of the language change nothing', async () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect((await post('/rpc/enrolment/look', `{"json":${deep}}`)).status).toBe(400);
    const meta =
      '{"json":{"code":"AAAA-BBBB-CCCC"},"meta":[[1,"__proto__","isAdmin"],[1,"constructor","prototype","isAdmin"]]}';
    expect((await post('/rpc/enrolment/look', meta)).status).toBeLessThan(500);
    expect((await post('/api/enrolment/look', '{"__proto__":{"code":"AAAA-BBBB-CCCC"}}')).status).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  test('another kind of body is not looked at', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/xml',
    ]) {
      expect((await post('/rpc/enrolment/look', '{}', { 'content-type': type })).status).toBe(415);
    }
  });
});

describe('keeps nobody else waiting', () => {
  test('two hundred who began a request and say no more', async () => {
    const sockets = Array.from({ length: 200 }, (_, at) => {
      const socket = net.connect(scene.office.server.port, '127.0.0.1');
      const begun = at % 2 === 0 ? 'POST /rpc/push HTTP/1.1\r\nhost: x\r\ncontent-' : '';
      const body =
        'POST /rpc/push HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{';
      socket.write(begun === '' ? body : begun);
      socket.on('error', () => undefined);
      return socket;
    });
    expect((await fetch(`${scene.office.server.url}/healthz`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

describe('is not let past the wire', () => {
  const host = 'host: localhost\r\n';

  test('two lengths, or a length beside parts, are no request', async () => {
    const twice = `POST /rpc/enrolment/look HTTP/1.1\r\n${host}content-length: 4\r\ncontent-length: 60\r\n\r\nabcd`;
    const both = `POST /rpc/enrolment/look HTTP/1.1\r\n${host}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`;
    for (const text of [twice, both]) expect(await raw(text)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a line end inside a header begins no second answer', async () => {
    const answer = await raw(
      `GET /console%0d%0aset-cookie:%20x=1 HTTP/1.1\r\n${host}connection: close\r\n\r\n`,
    );
    expect(answer).not.toMatch(/set-cookie/i);
  });

  test('paths that climb, in whatever spelling, meet nothing', async () => {
    for (const path of [
      '/console/../../etc/passwd',
      '/console/..%2f..%2fetc%2fpasswd',
      '/console/%2e%2e/%2e%2e/package.json',
      '/console/assets/..\\..\\..\\package.json',
      '//etc/passwd',
      '/console/%00',
      '/console/%ff',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\n${host}connection: close\r\n\r\n`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 (400|404|301|302) /);
      expect(answer).not.toMatch(/root:|"dependencies"/);
    }
  });
});

describe('learns nothing', () => {
  test('a code that never was, one that is used up, one that has run out and one that was withdrawn are answered alike', async () => {
    const { admin } = scene.office.server;
    const login = await scene.office.employ('caseworker');
    const used = await admin.makeCode(login);
    const bolat = scene.office.standalone('caseworker');
    await bolat.enrol(scene.office.server.url, used.code);
    const old = await admin.makeCode(login);
    scene.pass({ minutes: 8 * 24 * 60 });
    const answers = [];
    for (const code of ['AAAA-BBBB-CCCC', used.code, old.code]) {
      const answer = await post('/rpc/enrolment/look', JSON.stringify({ json: { code } }));
      answers.push([answer.status, await answer.text(), [...answer.headers.keys()].sort()]);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(403);
  });

  test('the answers name no program and no version', async () => {
    for (const path of ['/healthz', '/openapi.json', '/nothing', '/console/']) {
      const { headers } = await fetch(`${scene.office.server.url}${path}`);
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
    }
  });
});

describe('guesses no faster', () => {
  test('by saying that each try comes from somewhere else', async () => {
    const login = await scene.employ('administrator');
    const visitor = scene.visitor();
    for (let at = 0; at < 5; at += 1) {
      visitor.headers['x-forwarded-for'] = `10.0.0.${at}`;
      visitor.headers.forwarded = `for=10.0.0.${at}`;
      visitor.headers['x-real-ip'] = `10.0.0.${at}`;
      expect(await refusal(visitor.client.session.signIn({ login, password: `wrong ${at}` }))).toBe(
        'sign_in_wrong',
      );
    }
    visitor.headers['x-forwarded-for'] = '10.9.9.9';
    expect(await refusal(visitor.client.session.signIn({ login, password }))).toBe('throttled');
  });
});

describe('uses no other page', () => {
  test('no page of another origin may read an answer, frame it, or have it kept', async () => {
    for (const path of [
      '/rpc/feeds',
      '/api/feeds',
      '/attachments',
      '/openapi.json',
      '/healthz',
      '/console/',
    ]) {
      const answer = await fetch(`${scene.office.server.url}${path}`, {
        method: path.startsWith('/openapi') || path.endsWith('z') || path.endsWith('/') ? 'GET' : 'POST',
        headers: { origin: 'https://evil.example', 'tus-resumable': '1.0.0' },
      });
      expect(answer.headers.get('access-control-allow-origin'), path).toBeNull();
      expect(answer.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(answer.headers.get('cache-control'), path).toBe('no-store');
    }
  });

  test('whatever host is named, the way to the console stays on the server', async () => {
    const answer = await raw(
      'GET / HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nconnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/\r\nlocation: \/console\/\r\n/i);
    expect(answer).not.toContain('evil.example');
  });

  test('a name that leads to this server is another site: the cookie of one is not the key of the other', async () => {
    const administrator = await scene.signedIn('administrator');
    const { port } = scene.office.server;
    const body = '{"json":{}}';
    const call = (lines: string): Promise<string> =>
      raw(
        `POST /console/rpc/people/list HTTP/1.1\r\nhost: evil.example:${port}\r\norigin: http://evil.example:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n${lines}\r\n${body}`,
      );
    // a browser has no cookie of this server for that name
    expect(await call('')).toMatch(/^HTTP\/1\.1 401 /);
    expect(await call(`cookie: ${administrator.cookie}\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
    expect(await call(`${keyHeader}: ${administrator.headers[keyHeader]}\r\n`)).toMatch(/^HTTP\/1\.1 401 /);
  });
});
