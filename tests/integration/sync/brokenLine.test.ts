/** What a laptop does when its line breaks in one way or another: never for ever, never in vain, never silently. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countUnsent } from '#db/steps/unsent.ts';
import { ContinuousSync } from '#host/sync/continuous.ts';
import { Link } from '#host/sync/link.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let aigul: Laptop;
let caseId: string;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  caseId = aigul.openCase();
  await aigul.sync();
});
afterAll(() => office.close());

const unreachable = { ok: false, error: { code: 'server_unreachable' } };

test('a long note that does not get through is not tried for ever', async () => {
  aigul.note(caseId, 'Очень длинная запись. '.repeat(800));
  let asked = 0;
  const dead: typeof fetch = async () => {
    asked += 1;
    throw new TypeError('cut');
  };
  expect(await aigul.during(dead, () => aigul.trySync())).toMatchObject(unreachable);
  expect(asked).toBeLessThan(8);

  asked = 0;
  const refused: typeof fetch = async () => {
    asked += 1;
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
  };
  expect(await aigul.during(refused, () => aigul.trySync())).toMatchObject(unreachable);
  expect(asked, 'no server: once is enough').toBe(1);
  await aigul.sync();
});

test('a page that does not get through is asked for in parts', async () => {
  for (let at = 0; at < 300; at += 1) aigul.note(caseId, `запись ${at}`);
  await aigul.sync();
  const dana = await office.laptop('supervisor');
  let pulls = 0;
  const narrow: typeof fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!String(url).endsWith('/pull')) return answer;
    const body = await answer.arrayBuffer();
    if (body.byteLength > 50_000) throw new TypeError('too much for this line');
    pulls += 1;
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  await dana.during(narrow, () => dana.sync());
  expect(pulls).toBeGreaterThan(1);
  expect(dana.feeds().get(caseId)).toBe(aigul.feeds().get(caseId));
});

test('an answer that comes drop by drop ends in time', async () => {
  const dripping = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    const drops = setInterval(() => answer.write(' '), 10);
    answer.on('close', () => clearInterval(drops));
  });
  dripping.listen(0, '127.0.0.1');
  await once(dripping, 'listening');
  const { port } = dripping.address() as AddressInfo;
  const there: typeof fetch = (url, init) =>
    fetch(String(url).replace(office.server.url, `http://127.0.0.1:${port}`), init);
  aigul.timeoutMs = 200;
  expect(await aigul.during(there, () => aigul.trySync())).toMatchObject(unreachable);
  aigul.timeoutMs = null;
  dripping.close();
  dripping.closeAllConnections();
});

test('to a server that does not take zstd it speaks gzip, and stays with it', async () => {
  aigul.note(caseId, 'Упаковано иначе. '.repeat(100));
  aigul.note(caseId, 'И ещё раз. '.repeat(100));
  const sent: (string | null)[] = [];
  const older: typeof fetch = async (url, init) => {
    const packed = new Headers(init?.headers).get('content-encoding');
    sent.push(packed);
    return packed === 'zstd' ? new Response(null, { status: 415 }) : fetch(url, init);
  };
  aigul.link = new Link();
  await aigul.during(older, () => aigul.sync());
  expect(sent.filter((packed) => packed === 'zstd')).toHaveLength(1);
  expect(sent).toContain('gzip');
  expect(aigul.link.packing).toBe('gzip');
});

test('a runtime without zstd works with gzip, both ways', async () => {
  aigul.link = new Link(['gzip']);
  aigul.note(caseId, 'Старый Node. '.repeat(100));
  const accepted = new Set<string | null>();
  const watched: typeof fetch = (url, init) => {
    accepted.add(new Headers(init?.headers).get('accept-encoding'));
    return fetch(url, init);
  };
  expect(await aigul.during(watched, () => aigul.sync())).toMatchObject({ pushed: 1 });
  expect([...accepted]).toEqual(['gzip']);
});

test('what was recorded goes out by itself after a round that failed, though the stream of pokes never broke', async () => {
  const rounds: boolean[] = [];
  const first = Promise.withResolvers<void>();
  const sent = Promise.withResolvers<void>();
  let cut = 0;
  aigul.fetch = async (url, init) => {
    if (cut > 0 && String(url).endsWith('/push')) {
      cut -= 1;
      throw new TypeError('cut');
    }
    return fetch(url, init);
  };
  const sync = new ContinuousSync({ ...aigul.ports, random: () => 0 }, async () => {
    const round = await aigul.trySync();
    rounds.push(round.ok);
    first.resolve();
    if (rounds.includes(false) && countUnsent(aigul.database) === 0) sent.resolve();
    return round;
  });
  sync.start();
  await first.promise;
  cut = 3;
  aigul.note(caseId, 'в плохую минуту');
  sync.nudge();
  await sent.promise;
  await sync.stop();
  expect(rounds).toContain(false);
  aigul.fetch = fetch;
});
