/** Documents of a case between laptops (docs/sync-protocol.md §14): a real server, real databases, bad links. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attachmentsOf, countWaiting, keepAttachment, readAttachment } from '#db/attachments/attachments.ts';
import { carryAttachments } from '#host/sync/attachments.ts';
import { Connection } from '#host/sync/connection.ts';
import { makeToken } from '#host/sync/transport.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { attachTo } from '../../support/documents.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let aigul: Laptop;
let dana: Laptop;
let caseId: string;
const kilobyte = 1024;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  dana = await office.laptop('supervisor');
});
afterAll(() => office.close());
beforeEach(async () => {
  caseId = aigul.openCase();
  await office.settle(aigul, dana);
});

const attach = (laptop: Laptop, content: Uint8Array): Uint8Array => attachTo(laptop, caseId, content);

function connect(laptop: Laptop): Connection {
  const connection = Connection.open(laptop.ports);
  if (connection === null) throw new Error('not enrolled');
  return connection;
}

const carry = (laptop: Laptop, stop?: () => boolean) =>
  carryAttachments(laptop.ports, connect(laptop), stop === undefined ? {} : { stop });

/** A network that breaks off after every so many requests of documents. */
function cutting(each: number): { fetch: typeof fetch; cut: () => number } {
  let asked = 0;
  let cut = 0;
  return {
    cut: () => cut,
    fetch: async (...given) => {
      const [input] = given;
      if (!String(input instanceof Request ? input.url : input).includes('attachment'))
        return fetch(...given);
      asked += 1;
      if (asked % each !== 0) return fetch(...given);
      cut += 1;
      // the server has it, the device never hears
      if (cut % 2 === 0) await (await fetch(...given)).arrayBuffer();
      throw new TypeError('cut');
    },
  };
}

test('a document reaches the colleague, byte for byte, behind its step', async () => {
  const content = new Uint8Array(randomBytes(700 * kilobyte));
  const sha256 = attach(aigul, content);
  await office.settle(aigul, dana);
  expect(countWaiting(dana.database)).toEqual({ toSend: 0, toFetch: 1 });
  expect(await carry(dana), 'not there yet').toEqual({ sent: 0, fetched: 0 });
  expect(await carry(aigul)).toEqual({ sent: 1, fetched: 0 });
  expect(await carry(dana)).toEqual({ sent: 0, fetched: 1 });
  const arrived = readAttachment(dana.database, { feedId: caseId, sha256 });
  expect(
    createHash('sha256')
      .update(arrived ?? '')
      .digest(),
  ).toEqual(Buffer.from(sha256));
  expect(await carry(aigul), 'nothing is sent twice').toEqual({ sent: 0, fetched: 0 });
});

test('over a link that breaks off all the time it goes on where it was', async () => {
  const content = new Uint8Array(randomBytes(900 * kilobyte));
  const sha256 = attach(aigul, content);
  await office.settle(aigul, dana);
  const line = cutting(3);
  await aigul.during(line.fetch, async () => {
    for (let turn = 0; turn < 20 && countWaiting(aigul.database).toSend > 0; turn += 1) await carry(aigul);
  });
  expect(line.cut()).toBeGreaterThan(0);
  expect(countWaiting(aigul.database).toSend).toBe(0);
  const back = cutting(2);
  await dana.during(back.fetch, async () => {
    for (let turn = 0; turn < 20 && countWaiting(dana.database).toFetch > 0; turn += 1) await carry(dana);
  });
  expect(back.cut()).toBeGreaterThan(0);
  expect(readAttachment(dana.database, { feedId: caseId, sha256 })).toEqual(content);
});

test('it stops where a step needs the line, and goes on later', async () => {
  const content = new Uint8Array(randomBytes(800 * kilobyte));
  attach(aigul, content);
  await aigul.sync();
  let pieces = 0;
  expect(
    await carry(aigul, () => {
      pieces += 1;
      return pieces > 2;
    }),
  ).toEqual({ sent: 0, fetched: 0 });
  expect(attachmentsOf(aigul.database, caseId)[0]?.uploadUrl).toMatch(/^http.*\/attachments\//);
  expect(await carry(aigul)).toEqual({ sent: 1, fetched: 0 });
});

test('the same document from two laptops is kept once, and so it is where it is attached twice', async () => {
  const content = new Uint8Array(randomBytes(300 * kilobyte));
  attach(aigul, content);
  attach(aigul, content);
  attach(dana, content);
  await office.settle(aigul, dana);
  const carried = await Promise.all([carry(aigul), carry(dana)]);
  expect(carried.map(({ sent }) => sent)).toEqual([1, 1]);
  expect(attachmentsOf(aigul.database, caseId)).toHaveLength(1);
  const rows = await office.rows('select count(*)::int as count from attachment where feed_id = $1', caseId);
  expect(rows).toEqual([{ count: 1 }]);
  const bytes = await office.rows(
    'select sum(length(bytes))::int as bytes from attachment_piece where feed_id = $1',
    caseId,
  );
  expect(bytes).toEqual([{ bytes: content.length }]);
});

test('after the server was restored from a copy the documents that it lacks are sent again', async () => {
  const content = new Uint8Array(randomBytes(50 * kilobyte));
  const sha256 = attach(aigul, content);
  await office.restoreFromBefore(async () => {
    await aigul.sync();
    await carry(aigul);
    expect(countWaiting(aigul.database).toSend).toBe(0);
  });
  await office.settle(aigul, dana);
  expect(countWaiting(aigul.database).toSend).toBeGreaterThan(0);
  await carry(aigul);
  expect(countWaiting(aigul.database).toSend).toBe(0);
  await carry(dana);
  expect(readAttachment(dana.database, { feedId: caseId, sha256 })).toEqual(content);
});

test('with the case its documents leave the laptop whose grant was withdrawn', async () => {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  attach(aigul, new Uint8Array(randomBytes(20 * kilobyte)));
  await aigul.sync();
  await carry(aigul);
  await office.server.admin.grant(login, caseId);
  await bolat.sync();
  expect(await carry(bolat)).toEqual({ sent: 0, fetched: 1 });
  await office.server.admin.withdraw(login, caseId);
  await bolat.sync();
  expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
});

describe('what waits when the grant is withdrawn', () => {
  let bolat: Laptop;
  let login: string;

  beforeEach(async () => {
    login = await office.employ('caseworker');
    bolat = await office.laptop('caseworker', login);
    await office.server.admin.grant(login, caseId);
    await bolat.sync();
  });

  async function withdraw(): Promise<void> {
    await office.server.admin.withdraw(login, caseId);
    await bolat.sync();
    expect(bolat.feeds().has(caseId)).toBe(false);
  }

  test.each(['behind a step that came in time', 'behind a step that came too late'])(
    'reaches the server %s, and leaves the laptop then',
    async (when) => {
      const content = new Uint8Array(randomBytes(20 * kilobyte));
      const sha256 = attach(bolat, content);
      if (when.includes('in time')) await bolat.sync();
      await withdraw();
      expect(countWaiting(bolat.database).toSend).toBe(1);
      expect(await carry(bolat)).toEqual({ sent: 1, fetched: 0 });
      expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
      const rows = await office.rows(
        'select size::int from attachment where sha256 = $1',
        Buffer.from(sha256),
      );
      expect(rows).toEqual([{ size: content.length }]);
    },
  );

  test('does not wait for ever where nothing that the server has names it', async () => {
    keepAttachment(bolat.database, caseId, new Uint8Array(randomBytes(kilobyte)), new Date());
    await withdraw();
    expect(await carry(bolat)).toEqual({ sent: 0, fetched: 0 });
    expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
  });
});

describe('who has no grant', () => {
  test('fetches nothing and uploads nothing, and is told nothing', async () => {
    const stranger = await office.laptop('caseworker');
    const content = new Uint8Array(randomBytes(10 * kilobyte));
    const sha256 = attach(aigul, content);
    await aigul.sync();
    await carry(aigul);
    const asked = { feed: caseId, sha256: toHex(sha256), from: 0 };
    const answer = await connect(stranger).call((client) => client.attachment.get(asked));
    expect(answer.piece).toBeNull();
    expect(await begin(stranger, caseId)).toBe(404);
    expect(await begin(stranger, '0198c0de-0000-7000-8000-000000000000')).toBe(404);
    expect(await begin(aigul, caseId)).toBe(201);
  });

  test('is told of in the audit, as is who has one, wherever the download begins', async () => {
    const stranger = await office.laptop('caseworker');
    const sha256 = attach(aigul, new Uint8Array(randomBytes(10 * kilobyte)));
    await aigul.sync();
    await carry(aigul);
    const lines = () =>
      office.rows(
        "select 1 from audit where position('attachment.get' in entry) > 0 and position($1 in entry) > 0",
        caseId,
      );
    const ask = async (laptop: Laptop, from: number): Promise<number> => {
      const before = (await lines()).length;
      await connect(laptop).call((client) =>
        client.attachment.get({ feed: caseId, sha256: toHex(sha256), from, most: 2048 }),
      );
      return (await lines()).length - before;
    };
    expect(await ask(dana, 1), 'all but the first byte').toBe(1);
    expect(await ask(dana, 2049), 'the next piece of the same').toBe(0);
    expect(await ask(dana, 0), 'once more').toBe(1);
    expect(await ask(stranger, 1)).toBe(1);
  });

  test('a director attaches nothing to a case', async () => {
    expect(await begin(await office.laptop('director'), caseId)).toBe(404);
  });

  test('nobody goes on with the upload of another device', async () => {
    const location = await beginAt(aigul, caseId);
    expect(await head(aigul, location)).toBe(200);
    expect(await head(dana, location)).toBe(404);
  });

  test('a token for another request is refused, and a piece whose bytes were changed on the way', async () => {
    const location = await beginAt(aigul, caseId);
    const id = location.split('/').at(-1) ?? '';
    expect(await patch(aigul, location, 'attachment.head', id)).toBe(401);
    expect(await patch(aigul, location, 'attachment.patch', id, 'other bytes')).toBe(401);
    expect(await patch(aigul, location, 'attachment.patch', id)).toBe(204);
  });
});

test('a document that is not what was announced is not kept', async () => {
  const location = await beginAt(aigul, caseId, 5);
  const id = location.split('/').at(-1) ?? '';
  expect(await patch(aigul, location, 'attachment.patch', id)).toBe(460);
  expect(await head(aigul, location)).toBe(404);
});

const announced = 'ab'.repeat(32);

async function begin(laptop: Laptop, feed: string, size = 1000): Promise<number> {
  return (await created(laptop, feed, size)).status;
}

async function beginAt(laptop: Laptop, feed: string, size = 1000): Promise<string> {
  const answer = await created(laptop, feed, size);
  return new URL(answer.headers.get('location') ?? '', office.server.url).href;
}

function created(laptop: Laptop, feed: string, size: number): Promise<Response> {
  const of = (text: string): string => Buffer.from(text).toString('base64');
  return ask(laptop, `${office.server.url}/attachments`, {
    method: 'POST',
    act: 'attachment.post',
    headers: {
      'upload-length': String(size),
      'upload-metadata': `feed ${of(feed)},sha256 ${of(announced)}`,
    },
  });
}

async function head(laptop: Laptop, location: string): Promise<number> {
  const act = `attachment.head ${location.split('/').at(-1)}`;
  return (await ask(laptop, location, { method: 'HEAD', act })).status;
}

async function patch(
  laptop: Laptop,
  location: string,
  what: string,
  id: string,
  signed = 'bytes',
): Promise<number> {
  const answer = await ask(laptop, location, {
    method: 'PATCH',
    act: `${what} ${id}`,
    headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: 'bytes',
    signed,
  });
  return answer.status;
}

async function ask(
  laptop: Laptop,
  url: string,
  given: { method: string; act: string; headers?: Record<string, string>; body?: string; signed?: string },
): Promise<Response> {
  const { serverNow, credentials } = connect(laptop).line;
  const signed = Buffer.from(given.signed ?? given.body ?? '');
  const token = await makeToken(serverNow(), credentials, given.act, signed);
  return fetch(url, {
    method: given.method,
    headers: { 'tus-resumable': '1.0.0', ...given.headers, authorization: `Bearer ${token}` },
    ...(given.body === undefined ? {} : { body: given.body }),
  });
}
