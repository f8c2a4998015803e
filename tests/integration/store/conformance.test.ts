/**
 * What every store of the server does alike: the one in memory, on which the model test stands,
 * PostgreSQL, and PostgreSQL whose growing tables are spread over partitions. Sentences here; the same
 * random work on all, answer by answer, in sameWork.test.ts.
 */
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, shapes } from '#server/store/shapes.ts';
import { between, oneOf } from '#server/store/store.ts';
import type { Tables } from '#server/store/tables.ts';
import { closeStores, databases, onPostgres, openStores, stores } from '../../support/stores.ts';

beforeAll(openStores);
afterAll(closeStores);

const spelling: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
};

function aFeed(more: Partial<Tables['feed']> = {}): Tables['feed'] {
  return {
    feed_id: randomUUID(),
    kind: 'case',
    institution_id: null,
    head: 0,
    checksum: new Uint8Array(32),
    writer_id: randomUUID(),
    writer_seq: 0,
    case_code: null,
    ...more,
  };
}

function aStep(feedId: string, pos: number, more: Partial<Tables['step']> = {}): Tables['step'] {
  return {
    feed_id: feedId,
    id: randomUUID(),
    device_id: randomUUID(),
    seq: pos,
    base_pos: 0,
    kind: 'note.added',
    version: 1,
    min_reader: 1,
    occurred_on: '2025-11-10',
    recorded_at: '2025-11-10T09:00:00.000Z',
    clock_offset: -3,
    author_id: randomUUID(),
    event_id: null,
    payload: new Uint8Array([123, 125]),
    salt: new Uint8Array(16),
    payload_hash: new Uint8Array(32).fill(1),
    prev_hash: new Uint8Array(32),
    hash: new Uint8Array(32).fill(pos),
    signature: null,
    received_at: new Date('2025-11-10T09:00:01.500Z'),
    pos,
    verdict: 'accepted',
    reason: null,
    after_gap: false,
    ...more,
  };
}

const plain = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      ]),
    ),
  );

describe.each(onPostgres)('the tables %s', (name) => {
  it('are in the database as the code sees them, column by column and key by key', async () => {
    const database = databases.get(name);
    if (database === undefined) throw new Error(`no database ${name}`);
    const { rows } = await sql<{ table: string; name: string; type: string }>`
      select table_name as table, column_name as name, udt_name as type from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely%' and column_name <> 'moved_at'
        and not exists (select 1 from pg_inherits where inhrelid = table_name::regclass)
      order by 1, ordinal_position`.execute(database);
    const found = Object.entries(Object.groupBy(rows, (row) => row.table)).map(([table, columns = []]) => [
      table,
      Object.fromEntries(columns.map(({ name, type }) => [name, spelling[type] ?? type])),
    ]);
    const known = Object.entries(shapes).map(([table, shape]) => [table, shape.columns]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known));
    const keys = await sql<{ table: string; columns: string[] }>`
      select conrelid::regclass::text as table,
        array(select attname::text from unnest(conkey) with ordinality as k (n, at)
          join pg_attribute on attrelid = conrelid and attnum = k.n order by at) as columns
      from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace and conparentid = 0
        and conrelid::regclass::text not like 'kysely%'`.execute(database);
    expect(Object.fromEntries(keys.rows.map((key) => [key.table, key.columns]))).toEqual(
      Object.fromEntries(Object.entries(shapes).map(([table, shape]) => [table, shape.key])),
    );
  });
});

describe.each(stores)('the store %s', (_name, open) => {
  it('gives back what was put in, in every type', async () => {
    const store = open();
    const step = aStep(randomUUID(), 1, { event_id: randomUUID(), signature: new Uint8Array([0, 255]) });
    await store.transaction((tx) => tx.insert('step', [step]));
    const columns = columnsOf('step');
    const rows = await store.select('step', { columns, where: { feed_id: step.feed_id } });
    expect(plain(rows)).toEqual(plain([step]));
  });

  it('keeps every text and every run of bytes as it was, and finds it again', async () => {
    const store = open();
    const signs = fc.constantFrom('"', '\\', '{', '}', ',', ' ', '\n', 'NULL', 'null', '\\x', 'ң', '👶');
    const text = fc
      .oneof(
        fc.array(signs).map((some) => some.join('')),
        fc.string({ unit: 'binary' }),
      )
      .filter((some) => !some.includes('\0') && some.isWellFormed());
    const people = fc.array(fc.record({ login: text, name: text }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(people, fc.array(fc.uint8Array()), async (given, payloads) => {
        const rows = given.map((one) => ({
          ...one,
          person_id: randomUUID(),
          login: one.login + randomUUID(),
        }));
        const feed = randomUUID();
        const steps = payloads.map((payload, at) => aStep(feed, at + 1, { payload }));
        await store.transaction(async (tx) => {
          await tx.insert('person', rows);
          await tx.insert('step', steps);
        });
        const found = await store.select('person', {
          columns: columnsOf('person'),
          where: { login: oneOf(rows.map((row) => row.login)) },
        });
        expect(new Set(found.map((row) => JSON.stringify(row.name)))).toEqual(
          new Set(rows.map((row) => JSON.stringify(row.name))),
        );
        expect(found).toHaveLength(rows.length);
        const kept = await store.select('step', {
          columns: ['payload'],
          where: { feed_id: feed },
          order: ['pos'],
        });
        expect(plain(kept)).toEqual(plain(payloads.map((payload) => ({ payload }))));
      }),
      { numRuns: 10 },
    );
  });

  it('finds by equal, one of, between and null, in the order asked for, as many as asked for', async () => {
    const store = open();
    const feed = randomUUID();
    const steps = [1, 2, 3, 4].map((pos) => aStep(feed, pos, { reason: pos === 2 ? 'gate' : null }));
    await store.transaction((tx) => tx.insert('step', steps));
    const positions = async (where: object, more: object = {}) =>
      (
        await store.select('step', {
          columns: ['pos'],
          where: { feed_id: feed, ...where },
          order: ['pos'],
          ...more,
        })
      ).map((row) => row.pos);
    expect(await positions({})).toEqual([1, 2, 3, 4]);
    expect(await positions({ pos: between(2, 3) })).toEqual([2, 3]);
    expect(await positions({ pos: oneOf([4, 1, 9]) })).toEqual([1, 4]);
    expect(await positions({ pos: oneOf([]) })).toEqual([]);
    expect(await positions({ reason: null })).toEqual([1, 3, 4]);
    expect(await positions({ reason: 'gate' })).toEqual([2]);
    expect(await positions({}, { limit: 2 })).toEqual([1, 2]);
    expect(await positions({}, { limit: 2, descending: true })).toEqual([4, 3]);
    expect(await store.count('step', { feed_id: feed, reason: null })).toBe(3);
  });

  it('undoes a transaction whose work fails, and shows nothing of one that is under way', async () => {
    const store = open();
    const feed = aFeed();
    await expect(
      store.transaction(async (tx) => {
        await tx.insert('feed', [feed]);
        expect(await tx.count('feed', { feed_id: feed.feed_id })).toBe(1);
        expect(await store.count('feed', { feed_id: feed.feed_id })).toBe(0);
        throw new RangeError('the work fails');
      }),
    ).rejects.toThrow('the work fails');
    expect(await store.count('feed', { feed_id: feed.feed_id })).toBe(0);
  });

  it('keeps the row that is there, or lets another take its place, as it is told', async () => {
    const store = open();
    const chain = { feed_id: randomUUID(), device_id: randomUUID(), positioned_hash: null };
    const one = { ...chain, hash: new Uint8Array([1]) };
    const other = { ...chain, hash: new Uint8Array([2]) };
    const held = async () =>
      (await store.select('chain', { columns: ['hash'], where: { feed_id: chain.feed_id } })).map((row) => [
        ...row.hash,
      ]);
    await store.transaction((tx) => tx.insert('chain', [one]));
    await store.transaction((tx) => tx.insert('chain', [other], 'keep'));
    expect(await held()).toEqual([[1]]);
    await store.transaction((tx) => tx.insert('chain', [other], 'replace'));
    expect(await held()).toEqual([[2]]);
  });

  it('runs the work again where another made the same row meanwhile', async () => {
    const store = open();
    const feed = aFeed();
    let runs = 0;
    await store.transaction(async (tx) => {
      runs += 1;
      const known = await tx.count('feed', { feed_id: feed.feed_id });
      if (runs === 1) await store.transaction((other) => other.insert('feed', [feed]));
      if (known === 0) await tx.insert('feed', [feed]);
    });
    expect(runs).toBe(2);
    expect(await store.count('feed', { feed_id: feed.feed_id })).toBe(1);
  });

  it('never takes the same id twice into a feed, but into two feeds', async () => {
    const store = open();
    const [feed, another] = [randomUUID(), randomUUID()];
    const id = randomUUID();
    await store.transaction((tx) => tx.insert('step', [aStep(feed, 1, { id }), aStep(another, 1, { id })]));
    const twice = store.transaction((tx) => tx.insert('step', [aStep(feed, 2, { id })]));
    await expect(twice).rejects.toThrow();
    expect(await store.count('step', { id, feed_id: oneOf([feed, another]) })).toBe(2);
  });

  it('makes whoever wants a locked row wait, and then see what it has become', async () => {
    const store = open();
    const feed = aFeed();
    await store.transaction((tx) => tx.insert('feed', [feed]));
    const seen: number[] = [];
    const raise = () =>
      store.transaction(async (tx) => {
        const [row] = await tx.select('feed', {
          columns: ['feed_id', 'head'],
          where: { feed_id: feed.feed_id },
          lock: 'wait',
        });
        seen.push(row?.head ?? -1);
        await tx.update('feed', [{ feed_id: feed.feed_id, head: (row?.head ?? 0) + 1 }]);
      });
    await Promise.all([raise(), raise(), raise()]);
    expect(seen).toEqual([0, 1, 2]);
  });

  it('passes a locked row over where it is told to', async () => {
    const store = open();
    const jobs = [1, 2].map((pos) => ({ feed_id: randomUUID(), wanted_pos: pos }));
    await store.transaction((tx) => tx.insert('summary_job', jobs));
    const waiting = { feed_id: oneOf(jobs.map((job) => job.feed_id)) };
    await store.transaction(async (tx) => {
      const query = { columns: ['feed_id'], where: waiting, lock: 'skip', limit: 1 } as const;
      const [mine] = await tx.select('summary_job', query);
      const theirs = await store.transaction((other) =>
        other.select('summary_job', { columns: ['feed_id'], where: waiting, lock: 'skip' }),
      );
      expect(theirs).toHaveLength(1);
      expect(theirs[0]?.feed_id).not.toBe(mine?.feed_id);
    });
  });

  it('lets two who would wait for each other for ever both come through', async () => {
    const store = open();
    const feeds = [aFeed(), aFeed()];
    await store.transaction((tx) => tx.insert('feed', feeds));
    const [first, second] = feeds.map((feed) => feed.feed_id);
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const inOrder = (at: 0 | 1, ids: readonly (string | undefined)[]) =>
      store.transaction(async (tx) => {
        for (const id of ids) {
          await tx.select('feed', { columns: ['head'], where: { feed_id: id ?? '' }, lock: 'wait' });
          both[at]?.resolve();
          await both[1 - at]?.promise;
        }
        await tx.update(
          'feed',
          ids.map((id) => ({ feed_id: id ?? '', writer_seq: 1 })),
        );
      });
    await Promise.all([inOrder(0, [first, second]), inOrder(1, [second, first])]);
    expect(await store.count('feed', { feed_id: oneOf([first ?? '', second ?? '']), writer_seq: 1 })).toBe(2);
  });

  it('bounds a run of steps in number and bytes, but gives at least one', async () => {
    const store = open();
    const [feed, another] = [randomUUID(), randomUUID()].toSorted();
    const heavy = { payload: new Uint8Array(100) };
    const steps = [1, 2, 3].flatMap((pos) => [
      aStep(feed ?? '', pos, heavy),
      aStep(another ?? '', pos, heavy),
    ]);
    await store.transaction((tx) => tx.insert('step', steps));
    const runs = [
      { feedId: another ?? '', after: 0, upTo: 2 },
      { feedId: feed ?? '', after: 1, upTo: 3 },
    ];
    const read = async (limits: { steps: number; bytes: number }) =>
      (await store.readRuns(runs, limits)).map((step) => [step.feed_id === feed ? 'one' : 'other', step.pos]);
    const all = [
      ['one', 2],
      ['one', 3],
      ['other', 1],
      ['other', 2],
    ];
    expect(await read({ steps: 100, bytes: 10_000 })).toEqual(all);
    expect(await read({ steps: 3, bytes: 10_000 })).toEqual(all.slice(0, 3));
    expect(await read({ steps: 100, bytes: 150 })).toEqual(all.slice(0, 2));
    expect(await read({ steps: 100, bytes: 1 })).toEqual(all.slice(0, 1));
  });

  it('tells which feeds moved lately', async () => {
    const store = open();
    const feed = aFeed();
    await store.transaction((tx) => tx.insert('feed', [feed]));
    await store.transaction((tx) => tx.update('feed', [{ feed_id: feed.feed_id, head: 3 }]));
    expect(await store.feedsMovedWithin(60)).toContainEqual({ feed_id: feed.feed_id, head: 3 });
  });
});
