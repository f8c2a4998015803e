import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { listCaseworkers } from '#db/queries/directory.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;

beforeAll(async () => {
  office = await Office.open();
});

afterAll(() => office.close());

test('what a caseworker wrote before enrolment reaches the supervisor, and both hold the same', async () => {
  const login = await office.employ('caseworker');
  const aigul = office.standalone('caseworker');
  const caseId = aigul.openCase();
  aigul.note(caseId, 'мама звонила');
  const { code } = await office.server.admin.makeCode(login);
  expect(await aigul.enrol(office.server.url, code)).toMatchObject({ ok: true });
  const dana = await office.laptop('supervisor');
  expect(await aigul.sync()).toMatchObject({ pushed: 3 });
  await office.settle(dana, aigul);

  expect(differences(aigul, dana)).toEqual([]);
  expect(dana.feeds().get(caseId)).toMatch(/^case 3 /);
  expect(dana.feeds().get(dana.institutionFeed('roster'))).toMatch(/^roster 1 /);
  expect(aigul.feeds().has(dana.institutionFeed('roster'))).toBe(false);
  expect(readCase(dana.database, caseId)?.notes.map((note) => note.text)).toEqual(['мама звонила']);
});

test('a caseworker with cases from before and after the enrolment is one, on every list', async () => {
  const login = await office.employ('caseworker');
  const aigul = office.standalone('caseworker');
  const takeOn = (): void => {
    const { personId, personName } = aigul.profile;
    aigul.record(aigul.openCase(), 'caseworker.named', { personId, name: personName });
  };
  takeOn();
  const { code } = await office.server.admin.makeCode(login);
  expect(await aigul.enrol(office.server.url, code)).toMatchObject({ ok: true });
  takeOn();
  const dana = await office.laptop('supervisor');
  await office.settle(aigul, dana);
  const { personId } = aigul.profile;
  for (const { database } of [aigul, dana]) {
    const hers = listCaseworkers(database).filter((one) => one.personId === personId);
    expect(hers.map(({ children }) => children)).toEqual([2]);
  }
  expect(listCaseworkers(aigul.database)).toHaveLength(1);
});

/** What may happen on the way, in any order: work without a link, rounds, and rounds that break off. */
const event = fc.record({
  who: fc.boolean(),
  what: fc.constantFrom('note', 'move', 'sync', 'answer_lost', 'no_link'),
});

test('two laptops converge, however offline work and rounds interleave', async () => {
  const dana = await office.laptop('supervisor');
  const aigul = await office.laptop('caseworker');
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 20 }), async (events) => {
      const caseId = aigul.openCase();
      await office.settle(aigul, dana);
      for (const [at, { who, what }] of events.entries()) {
        await happen(who ? aigul : dana, what, caseId, at);
      }
      await office.settle(aigul, dana, aigul);
      expect(differences(aigul, dana)).toEqual([]);
      const [one, other] = [aigul, dana].map((laptop) => readCase(laptop.database, caseId));
      expect(one).toEqual(other);
      expect(one?.notes).toHaveLength(events.filter(({ what }) => what === 'note').length);
    }),
    { numRuns: 12 },
  );
});

async function happen(laptop: Laptop, what: string, caseId: string, at: number): Promise<void> {
  if (what === 'note') laptop.note(caseId, `запись ${at}`);
  if (what === 'move') {
    laptop.record(caseId, 'child.amended', { set: { familyPlace: `место ${at}` }, reason: 'переехали' });
  }
  if (what === 'sync') await laptop.sync();
  if (what === 'answer_lost') await laptop.during(answerLost, () => laptop.trySync());
  if (what === 'no_link') await laptop.during(noLink, () => laptop.trySync());
}

/** The server does what it is asked, and the answer never arrives. */
const answerLost: typeof fetch = async (...given) => {
  await (await fetch(...given)).arrayBuffer();
  throw new TypeError('the link broke off');
};

const noLink: typeof fetch = async () => {
  throw new TypeError('no link');
};
