import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { ensureFeed } from '#db/steps/feeds.ts';
import { Connection } from '#host/sync/connection.ts';
import type { PokeEvent } from '#shared/sync/messages.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let aigul: Laptop;
let bolat: Laptop;
let caseId: string;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  bolat = await office.laptop('caseworker');
  caseId = aigul.openCase();
  aigul.note(caseId, 'запись о семье');
  await office.settle(aigul, bolat);
});

afterAll(() => office.close());

function lineOf(laptop: Laptop): Connection {
  const line = Connection.open(laptop.ports);
  if (line === null) throw new Error('not enrolled');
  return line;
}

test('a colleague of the same institution sees the summary of a case that is not theirs, and nothing else', () => {
  const kinds = [...bolat.feeds().values()].map((held) => held.split(' ')[0]).sort();
  expect(kinds).toEqual(['directory', 'institution']);
  expect(readCase(bolat.database, caseId)).toBeNull();
});

test('a pull that names the feed of somebody else answers as if it did not exist', async () => {
  const line = lineOf(bolat);
  const unknown = '00000000-0000-7000-8000-00000000ffff';
  const ask = (feed: string) => line.call((client) => client.pull({ cursors: [{ feed, after: 0 }] }));
  const [foreign, nothing] = [await ask(caseId), await ask(unknown)];
  expect(foreign.pages).toEqual([]);
  expect({ ...foreign, now: '' }).toEqual({ ...nothing, now: '' });
});

test('a push into the feed of somebody else is kept in quarantine and reaches nobody', async () => {
  ensureFeed(bolat.database, { feedId: caseId, kind: 'case', institutionId: bolat.institutionId });
  const stepId = bolat.note(caseId, 'чужая запись');
  expect(await bolat.sync()).toMatchObject({ pushed: 1 });
  expect(await office.server.admin.quarantineList()).toMatchObject([
    { stepId, feedId: caseId, verdict: 'quarantined', reason: 'no_grant' },
  ]);
  await aigul.sync();
  expect(readCase(aigul.database, caseId)?.notes).toHaveLength(1);
});

test('a poke about a case goes to those who may read it, and to nobody else', async () => {
  const [mine, others] = [listen(aigul), listen(bolat)];
  await Promise.all([mine.listening, others.listening]);
  aigul.note(caseId, 'ещё запись');
  aigul.openCase();
  await aigul.sync();
  await mine.heard(caseId);
  // the institution's summary comes after the case's own move: had there been a poke, it were here
  await office.server.drained();
  await others.heard(bolat.institutionFeed('institution'));
  expect(others.feeds()).not.toContain(caseId);
  await Promise.all([mine.stop(), others.stop()]);
});

function listen(laptop: Laptop) {
  const feeds: string[] = [];
  const ended = new AbortController();
  const first = Promise.withResolvers<void>();
  let woken = Promise.withResolvers<void>();
  const reading = (async () => {
    const stream = await lineOf(laptop).client().poke({}, { signal: ended.signal });
    for await (const event of stream as AsyncIterable<PokeEvent>) {
      if ('feed' in event) feeds.push(event.feed);
      first.resolve();
      woken.resolve();
      woken = Promise.withResolvers<void>();
    }
  })().catch(() => undefined);
  return {
    listening: first.promise,
    feeds: () => feeds,
    heard: async (feed: string) => {
      while (!feeds.includes(feed)) await woken.promise;
    },
    stop: async () => {
      ended.abort();
      await reading;
    },
  };
}

test('a case that is given to a colleague arrives there, and leaves again when it is withdrawn', async () => {
  const login = await office.employ('caseworker');
  const gulnara = await office.laptop('caseworker', login);
  await office.server.admin.grant(login, caseId);
  await gulnara.sync();
  expect(readCase(gulnara.database, caseId)?.notes.length).toBeGreaterThan(0);

  gulnara.note(caseId, 'ещё не отправлено');
  await office.server.admin.withdraw(login, caseId);
  await gulnara.sync();
  expect(readCase(gulnara.database, caseId)).toBeNull();
  expect(gulnara.feeds().has(caseId)).toBe(false);
  const waiting = await office.server.admin.quarantineList();
  expect(waiting.at(-1)).toMatchObject({ feedId: caseId, kind: 'note.added', reason: 'no_grant' });

  const released = await office.server.admin.quarantineRelease(waiting.at(-1)?.stepId ?? '');
  await aigul.sync();
  expect(aigul.feeds().get(caseId)).toMatch(new RegExp(`^case ${released.pos} `));
  expect(readCase(aigul.database, caseId)?.notes.at(-1)?.text).toBe('ещё не отправлено');
});

test('a director receives figures and roster, and no case', async () => {
  const director = await office.laptop('director');
  await director.sync();
  const kinds = [...director.feeds().values()].map((held) => held.split(' ')[0]).sort();
  expect(kinds).toEqual(['directory', 'institution', 'roster']);
});

test('an analyst and an administrator receive the directory alone', async () => {
  for (const role of ['analyst', 'administrator'] as const) {
    const laptop = await office.laptop(role);
    await laptop.sync();
    expect([...laptop.feeds().values()].map((held) => held.split(' ')[0])).toEqual(['directory']);
  }
});
