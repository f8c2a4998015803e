/** Whoever draws out a request or an answer is let go: drop by drop, or not at all. The limits are the server's, only smaller. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { connect as connectOverTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '#host/sync/transport.ts';
import { readCertificate } from '#server/http/certificate.ts';
import { makeListener } from '#server/http/listener.ts';
import type { Patience } from '#server/http/patience.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { lineOf } from '../../support/pushing.ts';

const never = 600_000;
const endless = { headMs: never, requestMs: never, silentMs: never, takenMs: never, lookEveryMs: 50 };
/** Each office has one limit only, so that no other one can be what ends a connection. */
const officeWith = (limit: Partial<Patience>): Promise<Office> =>
  Office.open({ patience: { ...endless, ...limit } });

const pulling = '/rpc/pull';
let aigul: Laptop;
let office: Office;
let caseId: string;

beforeAll(async () => {
  office = await officeWith({ takenMs: 300 });
  aigul = await office.laptop('caseworker');
  caseId = aigul.openCase();
  for (let at = 0; at < 40; at += 1) aigul.note(caseId, 'Мама Лейла приходила с бабушкой. '.repeat(240));
  await aigul.sync();
});
afterAll(() => office.close());

/** A valid request for half a megabyte, as it goes over the wire. */
async function largePull(): Promise<string> {
  const { serverNow, credentials } = lineOf(aigul).line;
  const asked = { cursors: [{ feed: caseId, after: 0 }], limit: 1000, maxBytes: 512 * 1024 };
  const body = JSON.stringify({ json: asked });
  const token = await makeToken(serverNow(), credentials, 'pull', new TextEncoder().encode(body));
  return `POST ${pulling} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** A connection that says `text`, and afterwards only what a test lets it say or read. */
function connectionTo(port: number, text: string): net.Socket {
  const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
  socket.on('error', () => undefined);
  return socket;
}

/** Nothing comes of line ends between requests; on a connection that the server has cut they meet nobody. */
async function isCut(socket: net.Socket, meanwhile: () => void = () => undefined): Promise<void> {
  const cut = (): boolean => {
    if (socket.destroyed) return true;
    meanwhile();
    socket.write('\r\n');
    return false;
  };
  await expect.poll(cut, { timeout: 20_000, interval: 20 }).toBe(true);
}

describe('an answer', () => {
  test('that is never read ends the connection', async () => {
    const pull = await largePull();
    const socket = connectionTo(office.server.port, pull.repeat(30));
    socket.pause();
    await isCut(socket);
    expect(socket.bytesRead).toBeLessThan(10_000_000);
  });

  test('that is read drop by drop ends the connection', async () => {
    const socket = connectionTo(office.server.port, (await largePull()).repeat(30));
    await isCut(socket, () => socket.read(100));
  });

  test('that somebody reads, however many others do not, comes whole', async () => {
    const pull = await largePull();
    const others = Array.from({ length: 4 }, () => connectionTo(office.server.port, pull.repeat(10)));
    for (const other of others) other.pause();
    const socket = connectionTo(office.server.port, pull.replace('host: x', 'host: x\r\nconnection: close'));
    let bytes = 0;
    socket.on('data', (part: Buffer) => {
      bytes += part.length;
    });
    await once(socket, 'close');
    expect(bytes).toBeGreaterThan(400_000);
    for (const other of others) other.destroy();
  });
});

describe('a stream', () => {
  const files = { cert: 'tests/fixtures/tls/first.pem', key: 'tests/fixtures/tls/first.key' };

  test.each([
    ['it waits too long', 'in the clear', null, { takenMs: 300 }],
    ['it waits too long', 'over TLS', readCertificate(files), { takenMs: 300 }],
    ['nothing moves', 'in the clear', null, { silentMs: 300 }],
    ['nothing moves', 'over TLS', readCertificate(files), { silentMs: 300 }],
  ])('that nobody reads ends with its connection because %s, %s', async (_why, _how, certificate, limit) => {
    const ended = Promise.withResolvers<void>();
    const server = makeListener(
      certificate,
      (_request, response) => {
        // more than the buffers of the system between the two take, and a word again and again
        response.write(Buffer.alloc(16 * 1024 * 1024));
        const telling = setInterval(() => response.write('alive'), 20);
        response.once('close', () => {
          clearInterval(telling);
          ended.resolve();
        });
      },
      { ...endless, ...limit },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ask = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';
    const socket =
      certificate === null
        ? connectionTo(port, ask)
        : connectOverTls({ port, host: '127.0.0.1', ca: readFileSync('tests/fixtures/tls/authority.pem') });
    if (certificate !== null) socket.write(ask);
    socket.on('error', () => undefined);
    socket.pause();
    await ended.promise;
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a request', () => {
  /**
   * All that comes back until the server closes, while one more byte is sent again and again. A byte that
   * meets the closed connection can take the last word with it.
   */
  async function dropByDrop(port: number, begun: string, drop: string): Promise<string> {
    const socket = connectionTo(port, begun);
    let answer = '';
    socket.on('data', (part: Buffer) => {
      answer += part.toString('latin1');
    });
    const dropping = setInterval(() => socket.write(drop), 20);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dropping);
    return answer;
  }

  test('whose head comes drop by drop is ended', async () => {
    const strict = await officeWith({ headMs: 300 });
    const answer = await dropByDrop(strict.server.port, `POST ${pulling} HTTP/1.1\r\nx-long: `, 'a');
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
    await strict.close();
  });

  test('whose body comes drop by drop is ended', async () => {
    const strict = await officeWith({ requestMs: 300, headMs: 200 });
    const head = `POST ${pulling} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n`;
    expect(await dropByDrop(strict.server.port, head, ' ')).toMatch(/^(HTTP\/1\.1 408 |$)/);
    await strict.close();
  });

  test('that is never begun, and a connection on which nothing goes, are ended', async () => {
    const strict = await officeWith({ silentMs: 300 });
    for (const said of ['', `POST ${pulling} HTTP/1.1\r\n`]) {
      await once(connectionTo(strict.server.port, said).resume(), 'close');
    }
    await strict.close();
  });
});
