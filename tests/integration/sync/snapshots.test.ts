/** Large feeds fetched whole (docs/sync-protocol.md §16). */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readCase } from '#db/queries/cases.ts';
import { receivedOf, snapshotsUnderWay } from '#db/snapshots/snapshots.ts';
import { Gauge } from '#host/sync/gauge.ts';
import { Link, packings } from '#host/sync/link.ts';
import { openServer } from '#server/open.ts';
import { fromUtf8, sha256, utf8 } from '#shared/sync/bytes.ts';
import { framed, messagesIn } from '#shared/sync/framing.ts';
import { snapshotPages } from '#shared/sync/messages.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let author: Laptop;
let caseId: string;

const kept = z.array(z.object({ head: z.int(), sha256: z.instanceof(Buffer), size: z.coerce.number() }));

beforeAll(async () => {
  office = await Office.open({ snapshotsFrom: 40 });
  author = await office.laptop('caseworker');
  caseId = author.openCase();
  writeMore(38);
  await office.settle(author);
  await office.server.packed();
});
afterAll(() => office.close());

/** Notes that hardly pack. */
function writeMore(count: number): void {
  for (let at = 0; at < count; at += 1) author.note(caseId, randomBytes(3000).toString('base64'));
}

async function snapshot() {
  const rows = await office.rows('select head::int, sha256, size from snapshot where feed_id = $1', caseId);
  const [one] = kept.parse(rows);
  if (one === undefined) throw new Error('a feed of forty steps is packed here');
  return one;
}

/** Counts what is asked for. */
function watched(calls: string[], network: typeof fetch = fetch): typeof fetch {
  return (to, init) => {
    calls.push(new URL(String(to)).pathname.replace('/rpc/', ''));
    return network(to, init);
  };
}

/** A line that carries so many small pieces of a snapshot, and no large one. */
function narrow(pieces: number): typeof fetch {
  let came = 0;
  return async (to, init) => {
    const answer = await fetch(to, init);
    if (!String(to).endsWith('/snapshot/get')) return answer;
    const bytes = await answer.arrayBuffer();
    if (bytes.byteLength > 40_000 || came === pieces) throw new TypeError('the line broke off');
    came += 1;
    return new Response(bytes, { status: answer.status, headers: { 'content-type': 'application/json' } });
  };
}

const heldOf = (laptop: Laptop): string => laptop.feeds().get(caseId) ?? 'nothing';

/** A round of a new laptop; what it asked for. */
async function firstRound(laptop: Laptop): Promise<string[]> {
  const calls: string[] = [];
  await laptop.during(watched(calls), () => laptop.sync());
  expect(heldOf(laptop)).toBe(heldOf(author));
  expect(snapshotsUnderWay(laptop.database)).toEqual([]);
  return calls;
}

test('a new laptop gets a large feed whole, and the rest of it by pull', async () => {
  author.note(caseId, 'после снимка');
  await author.sync();
  const dana = await office.laptop('supervisor');
  expect(await firstRound(dana)).toContain('snapshot/get');
  expect(heldOf(dana)).toMatch(/^case 41 /);
  expect(readCase(dana.database, caseId)?.notes).toHaveLength(39);

  author.note(caseId, 'и ещё одна');
  await author.sync();
  expect(await firstRound(dana)).not.toContain('snapshot/get');
  expect(heldOf(dana)).toMatch(/^case 42 /);
});

test('small feeds come before it, and the progress goes forward only', async () => {
  const small = author.openCase();
  await author.sync();
  const dana = await office.laptop('supervisor');
  const calls: string[] = [];
  const seen: [number, number][] = [];
  const noted: typeof fetch = (to, init) => {
    if (String(to).endsWith('/snapshot/get') && dana.feeds().has(small)) calls.push('the small case is here');
    return fetch(to, init);
  };
  dana.link = new Link(packings(), { piece: new Gauge(4096, 32_768) });
  await dana.during(watched(calls, noted), () =>
    dana.sync({ progress: (_what, done, total) => seen.push([done, total]) }),
  );
  expect(calls[calls.indexOf('snapshot/get') + 1]).toBe('the small case is here');
  const pulled = seen.map(([done]) => done);
  expect(pulled).toEqual(pulled.toSorted((one, other) => one - other));
  expect(new Set(pulled).size).toBeGreaterThan(4);
  expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1]);
});

test('a cut line costs the last piece only', async () => {
  const dana = await office.laptop('supervisor');
  const round = await dana.during(narrow(2), () => dana.trySync());
  expect(round).toMatchObject({ ok: false, error: { code: 'server_unreachable' } });
  expect(heldOf(dana)).toBe('nothing');

  const { sha256, size } = await snapshot();
  const here = receivedOf(dana.database, { feedId: caseId, sha256 });
  expect(here).toBeGreaterThan(16_000);
  let came = 0;
  const counted: typeof fetch = async (to, init) => {
    const answer = await fetch(to, init);
    if (!String(to).endsWith('/snapshot/get')) return answer;
    const told = z.object({ json: z.object({ bytes: z.base64() }) }).parse(await answer.clone().json());
    came += Buffer.from(told.json.bytes, 'base64').length;
    return answer;
  };
  await dana.during(counted, () => dana.sync());
  expect(here + came).toBe(size);
  expect(heldOf(dana)).toBe(heldOf(author));
});

test('where the server has it no more the pull brings the steps', async () => {
  const dana = await office.laptop('supervisor');
  const calls: string[] = [];
  const late: typeof fetch = async (to, init) => {
    if (String(to).endsWith('/snapshot/get')) await office.rows('delete from snapshot');
    return fetch(to, init);
  };
  await dana.during(watched(calls, late), () => dana.sync());
  expect(calls.filter((name) => name === 'snapshot/get')).toHaveLength(1);
  expect(heldOf(dana)).toBe(heldOf(author));
  await office.rows('delete from snapshot_piece');
  await author.sync();
  await office.server.packed();
  expect(await snapshot()).toMatchObject({ head: 42 });
});

test('of a person who may not read the feed any more, nothing of it stays', async () => {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  await bolat.sync();
  await office.server.admin.grant(login, caseId);
  bolat.link = new Link();
  await bolat.during(narrow(1), () => bolat.trySync());
  expect(snapshotsUnderWay(bolat.database)).toEqual([caseId]);
  await office.server.admin.withdraw(login, caseId);
  await bolat.sync();
  expect(snapshotsUnderWay(bolat.database)).toEqual([]);
  expect(heldOf(bolat)).toBe('nothing');
});

/** What the server holds as the snapshot is other bytes, under their right hash. */
async function replaceSnapshot(change: (packed: Buffer) => Uint8Array): Promise<void> {
  const parts = z
    .array(z.object({ bytes: z.instanceof(Buffer) }))
    .parse(await office.rows('select bytes from snapshot_piece where feed_id = $1 order by at', caseId));
  const changed = change(Buffer.concat(parts.map((part) => part.bytes)));
  const sha256 = createHash('sha256').update(changed).digest();
  await office.rows('delete from snapshot_piece where feed_id = $1', caseId);
  await office.rows('insert into snapshot_piece values ($1, $2, 0, $3)', caseId, sha256, changed);
  await office.rows(
    'update snapshot set sha256 = $2, size = $3 where feed_id = $1',
    caseId,
    sha256,
    changed.length,
  );
}

test.each([
  ['is none', () => new Uint8Array(Buffer.from('this is no snapshot'))],
  ['is cut', (packed: Buffer) => packed.subarray(0, packed.length - 7)],
  [
    'holds a changed step',
    (packed: Buffer) =>
      Buffer.concat(
        [...messagesIn(packed)].map((message) => {
          const content = JSON.parse(fromUtf8(gunzipSync(message ?? new Uint8Array())));
          const { steps } = snapshotPages.parse(content);
          const first = steps.payload[2] ?? '';
          const text = JSON.stringify(content).replace(JSON.stringify(first), JSON.stringify(`${first} `));
          return framed(gzipSync(utf8(text)));
        }),
      ),
  ],
])('a snapshot that %s is passed over, and the pull brings the steps', async (_what, change) => {
  const good = await snapshot();
  await replaceSnapshot(change);
  const dana = await office.laptop('supervisor');
  const calls = await firstRound(dana);
  expect(calls.filter((name) => name === 'snapshot/get')).toHaveLength(1);
  expect(calls).toContain('pull');
  await office.rows('delete from snapshot');
  await office.rows('delete from snapshot_piece');
  await author.sync();
  await office.server.packed();
  expect(await snapshot()).toEqual(good);
});

test('it is made anew when the feed has grown by half, and the older one goes', async () => {
  writeMore(30);
  await author.sync();
  await office.server.packed();
  const { head, sha256, size } = await snapshot();
  expect(head).toBe(72);
  const [pieces] = await office.rows(
    'select sum(length(bytes))::int as bytes, count(distinct sha256)::int as of from snapshot_piece where feed_id = $1',
    caseId,
  );
  expect(pieces).toEqual({ bytes: size, of: 1 });
  expect(sha256).toHaveLength(32);
  expect(await firstRound(await office.laptop('supervisor'))).toContain('snapshot/get');
});

test('a feed that cannot be packed is not read again for it', async () => {
  const open = await openServer({ databaseUrl: office.databaseUrl, snapshotsFrom: 40 });
  const reads = vi.spyOn(open.context.store, 'readRuns');
  // as one that is too large: nothing comes of reading it
  const feed = { feedId: randomUUID(), kind: 'case', institutionId: null, checksum: sha256() } as const;
  for (const head of [50, 51]) {
    open.snapshots.soon([{ ...feed, head }]);
    await open.snapshots.idle();
  }
  expect(reads).toHaveBeenCalledTimes(1);
  await open.close();
});
