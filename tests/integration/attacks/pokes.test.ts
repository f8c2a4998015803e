/** Streams that never end: one device cannot fill a server with them, and a revoked one hears nothing more. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { lineOf } from '../../support/pushing.ts';

let office: Office;
let aigul: Laptop;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
});
afterAll(() => office.close());

/** An open stream: what it told, and when it ended. */
async function listen(laptop: Laptop) {
  const stream = await lineOf(laptop).client().poke({});
  const feeds: string[] = [];
  const first = Promise.withResolvers<void>();
  const over = (async () => {
    for await (const event of stream) {
      if ('feed' in event) feeds.push(event.feed);
      first.resolve();
    }
  })();
  await first.promise;
  return { feeds, over };
}

test('a fifth stream of a device ends its oldest, and no stream of another', async () => {
  const other = await office.laptop('supervisor');
  const others = await listen(other);
  const streams = [];
  for (let at = 0; at < 5; at += 1) streams.push(await listen(aigul));
  await streams[0]?.over;
  const caseId = aigul.openCase();
  await aigul.sync();
  for (const { feeds } of [...streams.slice(1), others]) await expect.poll(() => feeds).toContain(caseId);
  expect(streams[0]?.feeds).not.toContain(caseId);
});

test('a device that is revoked while it listens is told nothing of what moves afterwards', async () => {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  const caseId = aigul.openCase();
  await aigul.sync();
  await office.server.admin.grant(login, caseId);
  const { feeds, over } = await listen(bolat);
  await office.server.admin.deviceRevoke(bolat.profile.deviceId, 'withdrawn');
  aigul.note(caseId, 'после отзыва');
  await aigul.sync();
  // without the stream's end this would wait for ever
  await over;
  expect(feeds).not.toContain(caseId);
});
