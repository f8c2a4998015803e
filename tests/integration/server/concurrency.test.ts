import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContinuousSync } from '#host/sync/continuous.ts';
import { readFeeds } from '#server/feeds/store.ts';
import { openServer } from '#server/open.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import { oneOf } from '#server/store/store.ts';
import { emptyChecksum, nextChecksum } from '#shared/sync/checksum.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let second: RunningServer;
let supervisors: Laptop[];
let caseIds: string[];

beforeAll(async () => {
  office = await Office.open();
  second = await startServer({ databaseUrl: office.databaseUrl });
  supervisors = [];
  for (let at = 0; at < 4; at += 1) supervisors.push(await office.laptop('supervisor'));
  const author = await office.laptop('caseworker');
  caseIds = Array.from({ length: 5 }, () => author.openCase());
  await author.sync();
  for (const laptop of supervisors) await laptop.sync();
});

afterAll(async () => {
  await second.close();
  await office.close();
});

test('pushes to the same cases at once, over two server processes, leave no gap in any feed', async () => {
  // half of them speak to the other process of the same server
  const elsewhere: typeof fetch = (url, init) =>
    fetch(String(url).replace(office.server.url, second.url), init);
  for (const [at, laptop] of supervisors.entries()) laptop.fetch = at % 2 === 0 ? elsewhere : fetch;
  const rounds = supervisors.map(async (laptop, who) => {
    for (let round = 0; round < 5; round += 1) {
      for (const caseId of who % 2 === 0 ? caseIds : caseIds.toReversed())
        laptop.note(caseId, `${who}/${round}`);
      await laptop.sync();
    }
  });
  await Promise.all(rounds);

  const reading = await openServer({ databaseUrl: office.databaseUrl });
  const feeds = await readFeeds(reading.context.store, caseIds);
  const heads = await reading.context.store.select('feed', {
    columns: ['feed_id', 'head', 'checksum'],
    where: { feed_id: oneOf(caseIds) },
  });
  const hashes = await reading.context.store.select('step', {
    columns: ['feed_id', 'pos', 'id', 'hash'],
    where: { feed_id: oneOf(caseIds) },
    order: ['feed_id', 'pos'],
  });
  for (const head of heads) {
    const steps = feeds.get(head.feed_id) ?? [];
    expect(steps.map((step) => step.pos)).toEqual(Array.from({ length: 2 + 20 }, (_, at) => at + 1));
    expect(head.head).toBe(22);
    const checksum = hashes
      .filter((row) => row.feed_id === head.feed_id)
      .reduce((sum: Uint8Array, row) => nextChecksum(sum, row.pos, row.id, row.hash), emptyChecksum);
    expect(Buffer.from(checksum).equals(head.checksum)).toBe(true);
  }
  await reading.close();
});

test('whoever pulls while others push never passes over a position', async () => {
  const [reader, ...writers] = supervisors;
  if (reader === undefined) throw new Error('nobody reads');
  const pushing = Promise.all(
    writers.map(async (laptop) => {
      for (let round = 0; round < 4; round += 1) {
        for (const caseId of caseIds) laptop.note(caseId, 'ещё');
        await laptop.sync();
      }
    }),
  );
  // a page with a hole would be refused by the reader's own check
  for (let round = 0; round < 10; round += 1) await reader.sync();
  await pushing;
  await office.settle(reader, ...writers);
  for (const laptop of writers) expect(differences(reader, laptop)).toEqual([]);
});

test('two processes on one database derive each summary once', async () => {
  const director = await office.laptop('director');
  await Promise.all([office.server.drained(), second.drained()]);
  await director.sync();
  const log = await office.server.admin.institutionLog('Дом надежды');
  const summaries = log.entries.filter((entry) => entry.kind === 'case.summarised');
  // notes change no summary: one for each case, from its opening
  expect(summaries).toHaveLength(caseIds.length);
  expect(director.feeds().get(log.feedId)).toMatch(new RegExp(`^institution ${caseIds.length} `));
});

test('a poke reaches a laptop that listens at the other process', async () => {
  const [listener, writer] = supervisors;
  if (listener === undefined || writer === undefined) throw new Error('nobody there');
  const heard = Promise.withResolvers<string>();
  const sync = new ContinuousSync(listener.ports, async () => {
    const round = await listener.trySync();
    if (round.ok && round.value.caseIds.length > 0) heard.resolve(round.value.caseIds[0] ?? '');
    return round;
  });
  sync.start();
  const [caseId] = caseIds;
  writer.fetch = fetch;
  writer.note(caseId ?? '', 'для другого процесса');
  await writer.sync();
  expect(await heard.promise).toBe(caseId);
  await sync.stop();
});
