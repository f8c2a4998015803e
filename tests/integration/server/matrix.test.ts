/** Every role before every feed: docs/permissions.md is the expectation, a real server the answer. */
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepAttachment, sha256Of } from '#db/attachments/attachments.ts';
import { carryAttachments } from '#host/sync/attachments.ts';
import { makeToken } from '#host/sync/transport.ts';
import { readableOf } from '#server/access/access.ts';
import { appendAsServer } from '#server/feeds/author.ts';
import { lockFeeds, makeFeed, saveFeeds } from '#server/feeds/lock.ts';
import { type OpenServer, openServer } from '#server/open.ts';
import { makeSnapshot } from '#server/snapshots/make.ts';
import { columnsOf } from '#server/store/shapes.ts';
import { type Role, roles } from '#shared/domain/roles.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import type { KindGroup } from '#shared/domain/steps/defineKind.ts';
import { findKind, type PayloadInputOf, type StepKind, stepKinds } from '#shared/domain/steps/index.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { feedKinds } from '#shared/sync/messages.ts';
import { tableUnder } from '../../support/docTable.ts';
import { Laptop } from '../../support/laptop.ts';
import { home, Office } from '../../support/office.ts';
import { forgeInto, lineOf, pushAll } from '../../support/pushing.ts';

const elsewhere = 'Дом «Радуга»';
const reads = tableUnder('permissions.md', 'What is read');
const writes = tableUnder('permissions.md', 'What is written');
const places = reads.map((line) => line.feed ?? '');

/** One kind of step of each group, so that it can be recorded. */
const sample: Partial<Record<KindGroup, { kind: StepKind; payload: unknown }>> = {
  identity: of('child.amended', { set: { familyPlace: 'Шелек' }, reason: 'переехали' }),
  kin: of('kin.found', { personId: v7(), relation: 'aunt', name: 'Айша' }),
  work: of('ground.recorded', { ground: 'law', detail: 'по закону' }),
  decision: of('conference.held', { protocolNumber: '1', participants: ['А'], outcome: 'approves_return' }),
  stage: of('reentry.recorded', { institutionId: v7(), reasons: ['poverty'], text: 'вернулась' }),
  approval: of('override.approved', { requestId: v7(), approved: true }),
  note: of('note.added', { text: 'запись' }),
  settlement: of('conflict.settled', {
    field: 'child.note',
    stepIds: [v7(), v7()],
    value: null,
    reason: 'да',
  }),
  plan: of('baseline.set', { day: '2025-11-01', source: 'asked' }),
  directory: of('institution.added', { institutionId: v7(), name: 'Дом без адреса' }),
};

function of<Kind extends StepKind>(kind: Kind, payload: PayloadInputOf<Kind>) {
  return { kind, payload };
}

interface Person {
  readonly laptop: Laptop;
  /** Feed ids by the places of the table. */
  readonly feeds: ReadonlyMap<string, string>;
  readonly couldBeGiven: boolean;
}

let office: Office;
let beside: OpenServer;
const people = new Map<Role, Person>();
const document = new Uint8Array(randomBytes(2048));

beforeAll(async () => {
  office = await Office.open({ snapshotsFrom: 1 });
  beside = await openServer({ databaseUrl: office.databaseUrl });
  await office.server.admin.addInstitution(elsewhere);
  const colleague = await office.laptop('caseworker');
  const stranger = await enrolledElsewhere();
  const institutionFeeds = await feedsOfInstitutions();
  for (const role of roles) {
    const login = await office.employ(role);
    const laptop = await office.laptop(role, login);
    const caseOf = (author: Laptop): string => attachedTo(author, author.openCase());
    const cases = {
      'case opened': caseOf(laptop),
      'case given': caseOf(colleague),
      "case colleague's": caseOf(colleague),
      'case withdrawn': caseOf(colleague),
      'case elsewhere': caseOf(stranger),
    };
    for (const author of [laptop, colleague, stranger]) {
      await pushAll(author);
      await carryAttachments(author.ports, lineOf(author));
    }
    const { admin } = office.server;
    const couldBeGiven = await admin.grant(login, cases['case given']).then(
      () => true,
      (error: { code: string }) => error.code !== 'role_sees_no_case',
    );
    if (couldBeGiven) await admin.grant(login, cases['case withdrawn']);
    await admin.withdraw(login, cases['case withdrawn']);
    people.set(role, {
      laptop,
      couldBeGiven,
      feeds: new Map([...institutionFeeds, ...Object.entries(cases)]),
    });
  }
  await office.server.drained();
  const { store } = beside.context;
  for (const feed of await store.select('feed', { columns: columnsOf('feed') })) {
    if (feed.head > 0) await makeSnapshot(beside.context, readableOf(feed));
  }
});

afterAll(async () => {
  await beside.close();
  await office.close();
});

async function enrolledElsewhere(): Promise<Laptop> {
  const login = await office.employ('caseworker', elsewhere);
  const { code } = await office.server.admin.makeCode(login);
  const laptop = office.standalone('caseworker', elsewhere);
  expect(await laptop.enrol(office.server.url, code)).toMatchObject({ ok: true });
  return laptop;
}

function attachedTo(laptop: Laptop, caseId: string): string {
  const sha256 = toHex(sha256Of(document));
  const named = {
    title: 'Акт',
    fileName: 'акт.jpg',
    mediaType: 'image/jpeg',
    bytes: document.length,
    sha256,
  };
  laptop.database.transaction(() => {
    laptop.record(caseId, 'document.attached', named);
    keepAttachment(laptop.database, caseId, document, new Date());
  });
  return caseId;
}

/** By the names of the table; the audit of devices has no feed on this server yet, so the test makes one. */
async function feedsOfInstitutions(): Promise<Map<string, string>> {
  const { store, identity } = beside.context;
  const found = new Map([['directory', identity.directoryFeedId]]);
  for (const { institutionId, name } of await office.server.admin.institutions()) {
    await store.transaction((tx) => makeFeed(tx, v7(), 'device_audit', institutionId));
    const rows = await store.select('feed', {
      columns: ['feed_id', 'kind'],
      where: { institution_id: institutionId },
    });
    for (const row of rows) found.set(name === home ? row.kind : `${row.kind} elsewhere`, row.feed_id);
  }
  return found;
}

function personOf(role: Role): Person {
  const person = people.get(role);
  if (person === undefined) throw new Error('nobody with this role');
  return person;
}

const kindAt = (place: string): FeedKind => {
  const kind = feedKinds.find((one) => one === place.split(' ')[0]);
  if (kind === undefined) throw new Error(`no feed of the kind ${place}`);
  return kind;
};

const feedAt = ({ feeds }: Person, place: string): { feedId: string; kind: FeedKind } => ({
  feedId: feeds.get(place) ?? '',
  kind: kindAt(place),
});

describe('the tables', () => {
  test('have a column for every role and a line for every kind of feed', () => {
    for (const table of [reads, writes]) {
      for (const line of table) expect(Object.keys(line)).toEqual(expect.arrayContaining([...roles]));
      expect([...new Set(table.map((line) => kindAt(line.feed ?? '')))].sort()).toEqual(feedKinds.toSorted());
    }
    expect([...(people.get('caseworker')?.feeds.keys() ?? [])].sort()).toEqual(places.toSorted());
  });

  test('speak of every group of kinds', () => {
    const groups = new Set(stepKinds.map((kind) => findKind(kind)?.group));
    const told = new Set(writes.flatMap((line) => line.kinds?.split(', ') ?? []));
    expect([...groups].sort()).toEqual([...told, 'derived'].filter((group) => group !== 'unknown').sort());
  });
});

test('a case can be given to those who work with cases alone', () => {
  const given = reads.find((line) => line.feed === 'case given');
  for (const [role, { couldBeGiven }] of people) expect(couldBeGiven, role).toBe(given?.[role] === 'reads');
});

describe.each(roles)('as %s', (role) => {
  const mayRead = (): string[] =>
    places.filter((place) => reads.find((line) => line.feed === place)?.[role] === 'reads');

  test('the list of feeds, a pull and the documents are what the table says', async () => {
    const person = personOf(role);
    const named = new Map([...person.feeds].map(([place, feedId]) => [feedId, place]));
    const line = lineOf(person.laptop);
    const { feeds } = await line.call((client) => client.feeds({}));
    expect(feeds.flatMap((one) => named.get(one.feed) ?? []).sort()).toEqual(mayRead().sort());
    const heads = new Map(feeds.map((one) => [one.feed, one.head]));
    const cursors = [...named.keys()].map((feed) => ({ feed, after: 0 }));
    const { pages } = await line.call((client) => client.pull({ cursors }));
    expect(pages.map((page) => page.feed).sort()).toEqual(
      [...named.keys()].filter((feed) => (heads.get(feed) ?? 0) > 0).sort(),
    );
    for (const place of places.filter((one) => kindAt(one) === 'case')) {
      const { feedId: feed } = feedAt(person, place);
      const asked = { feed, sha256: toHex(sha256Of(document)), from: 0 };
      const { piece } = await line.call((client) => client.attachment.get(asked));
      expect(piece === null ? '—' : 'reads', place).toBe(reads.find((one) => one.feed === place)?.[role]);
    }
  });

  test('snapshots are there for the feeds that are listed, and for no other', async () => {
    const line = lineOf(personOf(role).laptop);
    const { feeds } = await line.call((client) => client.feeds({}));
    const listed = new Set(feeds.map((one) => one.feed));
    const packed = await beside.context.store.select('snapshot', { columns: ['feed_id', 'sha256'] });
    expect(packed.length).toBeGreaterThan(listed.size);
    for (const { feed_id: feed, sha256 } of packed) {
      const asked = { feed, sha256: toBase64(sha256), from: 0 };
      const { bytes } = await line.call((client) => client.snapshot.get(asked));
      expect([feed, bytes !== null]).toEqual([feed, listed.has(feed)]);
    }
  });

  test('nothing is listed or answered beyond: no feed of others', async () => {
    const line = lineOf(personOf(role).laptop);
    const { feeds } = await line.call((client) => client.feeds({}));
    const everyFeed = (await beside.context.store.select('feed', { columns: ['feed_id'] })).map(
      (row) => row.feed_id,
    );
    expect(everyFeed.length).toBeGreaterThan(feeds.length);
    const cursors = everyFeed.map((feed) => ({ feed, after: 0 }));
    const { pages } = await line.call((client) => client.pull({ cursors }));
    const listed = new Set(feeds.map((one) => one.feed));
    expect(pages.filter((page) => !listed.has(page.feed))).toEqual([]);
  });

  test('the verdicts are what the table says', async () => {
    const person = personOf(role);
    const expected = new Map<string, string>();
    for (const line of writes) {
      for (const group of line.kinds?.split(', ') ?? []) {
        const step = forgeInto(person.laptop, feedAt(person, line.feed ?? ''), stepOf(group));
        expected.set(step, `${line.feed} · ${group} · ${line[role]}`);
      }
    }
    const verdicts = await pushAll(person.laptop);
    const answered = [...expected].map(
      ([step, told]) => `${told.split(' · ').slice(0, 2).join(' · ')} · ${inShort(verdicts.get(step))}`,
    );
    expect(answered).toEqual([...expected.values()]);
  });

  test('what only the server writes is refused everywhere, and so is a kind in a feed that it does not live in', async () => {
    const person = personOf(role);
    const expected = new Map<string, string>();
    // the case that a director could not open is no feed
    for (const place of places.filter((one) => one !== 'case opened')) {
      for (const kind of ['case.summarised', 'case.rostered'] as const) {
        const derived = { kind, payload: canonicalBytes({}) };
        expected.set(forgeInto(person.laptop, feedAt(person, place), derived), 'refused: derived');
      }
      for (const { kind, payload } of Object.values(sample)) {
        if (findKind(kind)?.feed === kindAt(place)) continue;
        const wrong = { kind, payload: canonicalBytes(payload) };
        expected.set(forgeInto(person.laptop, feedAt(person, place), wrong), 'refused: wrong_feed');
      }
    }
    const verdicts = await pushAll(person.laptop);
    expect(new Map([...expected.keys()].map((step) => [step, verdicts.get(step)]))).toEqual(expected);
  });

  test('a document is uploaded where a note may be written, and nowhere else', async () => {
    const person = personOf(role);
    for (const place of places) {
      const written = writes.find((line) => line.feed === place && line.kinds?.includes('note'))?.[role];
      const status = await beginUpload(person.laptop, feedAt(person, place).feedId);
      expect(`${place} ${status}`).toBe(`${place} ${written === 'accepted' ? 201 : 404}`);
    }
  });
});

function stepOf(group: string): { kind: string; payload: Uint8Array; version?: number } {
  const found = Object.entries(sample).find(([name]) => name === group)?.[1];
  if (found !== undefined) return { kind: found.kind, payload: canonicalBytes(found.payload) };
  if (group !== 'unknown') throw new Error(`no sample of the group ${group}`);
  return { kind: 'dream.told', version: 7, payload: canonicalBytes({ dream: 'о доме' }) };
}

/** As the table writes it: the word of the verdict only where a reason does not say it. */
function inShort(verdict: string | undefined): string {
  return (verdict ?? 'none').replace('quarantined: ', '').replace('needs_review: ', 'review: ');
}

async function beginUpload(laptop: Laptop, feed: string): Promise<number> {
  const { serverUrl, serverNow, credentials } = lineOf(laptop).line;
  const of = (text: string): string => Buffer.from(text).toString('base64');
  const token = await makeToken(serverNow(), credentials, 'attachment.post', new Uint8Array());
  const answer = await fetch(`${serverUrl}/attachments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      'upload-length': '100',
      'upload-metadata': `feed ${of(feed)},sha256 ${of('cd'.repeat(32))}`,
    },
  });
  await answer.arrayBuffer();
  return answer.status;
}

test('a poke tells each of the feeds that they read, and of no other', async () => {
  const { store, identity } = beside.context;
  const directory = identity.directoryFeedId;
  const listeners = await Promise.all(
    roles.map(async (role) => ({ role, heard: await listening(personOf(role).laptop, directory) })),
  );
  const others = [...new Set([...people.values()].flatMap(({ feeds }) => [...feeds.values()]))].filter(
    (feedId) => feedId !== directory,
  );
  await move(others);
  // whoever hears of the directory has heard what moved before it, in the same breath at the latest
  await move([directory]);
  await Promise.all(listeners.map(({ heard }) => heard.toldOfDirectory(1)));
  await move([directory]);
  for (const { role, heard } of listeners) {
    await heard.toldOfDirectory(2);
    const { feeds } = await lineOf(personOf(role).laptop).call((client) => client.feeds({}));
    const existing = new Set(
      (await store.select('feed', { columns: ['feed_id'] })).map((row) => row.feed_id),
    );
    const moved = new Set([...others, directory].filter((feedId) => existing.has(feedId)));
    const readable = feeds.map((one) => one.feed).filter((feedId) => moved.has(feedId));
    expect([...heard.feeds()].sort(), role).toEqual(readable.sort());
    await heard.stop();
  }
});

/** Something is written into each of these by the server; what, is all the same to a poke. */
async function move(feedIds: readonly string[]): Promise<void> {
  const { store, identity, now } = beside.context;
  await store.transaction(async (tx) => {
    const feeds = [...(await lockFeeds(tx, feedIds)).values()];
    const payload = { institutionId: v7(), name: 'Дом' };
    const drafts = feeds.map((feed) => ({ feed, kind: 'institution.added' as const, payload }));
    await appendAsServer(tx, identity.personId, now(), drafts);
    await saveFeeds(tx, feeds);
  });
}

async function listening(laptop: Laptop, directory: string) {
  const ended = new AbortController();
  const feeds = new Set<string>();
  const directoryHeads = new Set<number>();
  const first = Promise.withResolvers<void>();
  let woken = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const event of await lineOf(laptop).client().poke({}, { signal: ended.signal })) {
      if ('feed' in event) feeds.add(event.feed);
      if ('feed' in event && event.feed === directory) directoryHeads.add(event.head);
      first.resolve();
      woken.resolve();
      woken = Promise.withResolvers();
    }
  })().catch(() => undefined);
  await first.promise;
  return {
    feeds: () => feeds,
    toldOfDirectory: async (times: number): Promise<void> => {
      while (directoryHeads.size < times) await woken.promise;
    },
    stop: async (): Promise<void> => {
      ended.abort();
      await reading;
    },
  };
}

test('a role on the whole server opens the directory alone', async () => {
  for (const role of ['regional_officer', 'analyst', 'administrator'] as const) {
    const login = `whole.${role.replace('_', '.')}`;
    await office.server.admin.addUser({ login, name: 'Сотрудник', role, institution: null });
    const { code } = await office.server.admin.makeCode(login);
    const laptop = Laptop.make({ role });
    expect(await laptop.enrol(office.server.url, code)).toMatchObject({ ok: true });
    const { feeds } = await lineOf(laptop).call((client) => client.feeds({}));
    expect(feeds.map((one) => one.kind)).toEqual(['directory']);
    laptop.close();
  }
});
