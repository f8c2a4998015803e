/** An institution that was entered after the copy from which its server was restored: entered again, its laptops bring it back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query } from '#db/open/query.ts';
import { resolveAlias } from '#db/profile/aliases.ts';
import { readCase } from '#db/queries/cases.ts';
import { listInstitutions, personNames } from '#db/queries/directory.ts';
import { stepsWithVerdict } from '#db/queries/problems.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { institutionAsOf } from '#host/institution/figures.ts';
import { verify } from '#server/verify/run.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { home, Office } from '../../support/office.ts';

const lost = 'Дом «Шаңырақ»';
const boss = 'Дана Омарова';
const worker = 'Айгүл Сапарова';

let office: Office;
let dana: Laptop;
let aigul: Laptop;
let neighbour: Laptop;
/** What each laptop held of every case when all was well: position and steps. */
let before: Map<string, string[]>;
let former: string;
let theirs: string;
let hers: string;

const enter = (
  login: string,
  name: string,
  role: 'supervisor' | 'caseworker' | 'director',
  institution = lost,
) => office.server.admin.addUser({ login, name, role, institution });
const codeOf = async (login: string): Promise<string> => (await office.server.admin.makeCode(login)).code;
const idOf = async (name: string): Promise<string> =>
  (await office.server.admin.institutions()).find((one) => one.name === name)?.institutionId ?? '';

/** Ids and seals of a case's steps in the order of their positions. */
function inOrder({ database }: Laptop, feedId: string): string[] {
  return database
    .select(
      query
        .selectFrom('step')
        .select(['pos', 'id', 'hash'])
        .where('feed_id', '=', feedId)
        .where('pos', 'is not', null)
        .orderBy('pos'),
    )
    .map(({ pos, id, hash }) => `${pos} ${id} ${Buffer.from(hash).toString('hex')}`);
}

beforeAll(async () => {
  office = await Office.open();
  neighbour = await office.laptop('caseworker');
  await office.restoreFromBefore(async () => {
    await office.server.admin.addInstitution(lost);
    await enter('dana', boss, 'director');
    await enter('dana', boss, 'supervisor');
    await enter('aigul', worker, 'caseworker');
    dana = await comes('dana');
    aigul = await comes('aigul');
    former = dana.institutionId;
    dana.record(dana.institutionFeed('institution'), 'baseline.set', {
      day: '2026-01-05',
      source: 'register',
    });
    // opened by the one, and given to the other
    theirs = dana.openCase();
    dana.record(theirs, 'caseworker.named', { personId: aigul.profile.personId, name: worker });
    hers = aigul.openCase();
    await office.settle(dana, aigul);
    aigul.note(theirs, 'посещение');
    aigul.note(hers, 'своя запись');
    await office.settle(aigul, dana);
    before = new Map([theirs, hers].map((feed) => [feed, inOrder(dana, feed)]));
    expect(before.get(theirs)).toHaveLength(4);
    expect(dana.institutionFeed('roster')).not.toBe('');
  });
  aigul.note(hers, 'ещё не отправлено');
});
afterAll(() => office.close());

async function comes(login: string): Promise<Laptop> {
  const laptop = office.standalone('caseworker', lost);
  const enrolled = await laptop.enrol(office.server.url, await codeOf(login));
  expect(enrolled).toMatchObject({ ok: true });
  return laptop;
}

/** A network on which answers to this procedure never arrive. */
const losing =
  (procedure: string): typeof fetch =>
  async (...given) => {
    const answer = await fetch(...given);
    const asked = given[0] instanceof Request ? given[0].url : String(given[0]);
    if (!asked.includes(procedure)) return answer;
    await answer.arrayBuffer();
    throw new TypeError('cut');
  };

test('its laptops are told that the server does not know them, and lose nothing', async () => {
  for (const laptop of [dana, aigul])
    expect(await laptop.trySync()).toMatchObject({ ok: false, error: { code: 'device_unknown' } });
  expect(readCase(dana.database, hers)?.notes).toHaveLength(1);
});

test('a code of the same name in another institution names the one to be entered, and is not used up', async () => {
  await enter('dana', boss, 'supervisor', home);
  const code = await codeOf('dana');
  expect(await dana.enrol(office.server.url, code)).toMatchObject({
    ok: false,
    error: { code: 'institution_not_named', details: { name: lost } },
  });
  expect(dana.institutionId).toBe(former);
  // nor is one enough whose name is only alike
  await office.server.admin.addInstitution('Дом Шанырак');
  await enter('dana', boss, 'supervisor', 'Дом Шанырак');
  expect(await dana.enrol(office.server.url, code)).toMatchObject({
    error: { code: 'institution_not_named', details: { name: lost } },
  });
  expect(await office.rows('select 1 from alias where local_id = $1', former)).toEqual([]);
});

describe('entered again under the same name', () => {
  let present: string;

  beforeAll(async () => {
    await office.server.admin.addInstitution(`  ${lost.toUpperCase()} `);
    present = await idOf(lost.toUpperCase());
    await enter('dana', boss, 'supervisor', lost.toUpperCase());
    await enter('dana', boss, 'director', lost.toUpperCase());
    await enter('aigul', worker, 'caseworker', lost.toUpperCase());
  });

  test('its laptops come back with a code each, and every case is as it was', async () => {
    for (const [laptop, login] of [
      [dana, 'dana'],
      [aigul, 'aigul'],
    ] as const) {
      const { deviceId } = laptop.profile;
      const code = await codeOf(login);
      // the first answer is lost on its way, after the code was used up
      expect(
        await laptop.during(losing('complete'), () => laptop.enrol(office.server.url, code)),
      ).toMatchObject({
        ok: false,
        error: { code: 'server_unreachable' },
      });
      expect(await laptop.enrol(office.server.url, code)).toMatchObject({ ok: true });
      expect(laptop.profile.deviceId).toBe(deviceId);
      expect(laptop.profile.roles.map((one) => one.institutionId)).toContain(present);
      await office.settle(laptop);
    }
    await office.settle(dana, aigul);

    for (const laptop of [dana, aigul]) {
      expect(inOrder(laptop, theirs)).toEqual(before.get(theirs));
      expect(inOrder(laptop, hers).slice(0, 3)).toEqual(before.get(hers));
      expect(readCase(laptop.database, hers)?.notes.map((note) => note.text)).toEqual([
        'своя запись',
        'ещё не отправлено',
      ]);
    }
    expect(differences(dana, aigul)).toEqual([]);
    expect(
      await office.rows("select kind, institution_id from feed where kind = 'case' order by feed_id"),
    ).toEqual([
      { kind: 'case', institution_id: present },
      { kind: 'case', institution_id: present },
    ]);
  });

  test('what its director wrote for it stands in its new feed, once, and waits nowhere', async () => {
    const known = institutionAsOf(dana.database, present, '2099-01-01');
    expect(known.baseline).toMatchObject({ day: '2026-01-05' });
    expect(known.summaries.map((one) => one.caseId).toSorted()).toEqual([theirs, hers].toSorted());
    expect(stepsWithVerdict(dana.database, 'quarantined', 10)).toEqual([]);
    expect(await office.server.admin.quarantineList()).toEqual([]);
    const { entries } = await office.server.admin.institutionLog(present);
    expect(entries.filter((one) => one.kind === 'baseline.set')).toHaveLength(1);
  });

  test('it has one name on every laptop, and nobody is without one', async () => {
    await neighbour.sync();
    for (const { database } of [dana, aigul, neighbour]) {
      expect(
        listInstitutions(database)
          .map((one) => one.name)
          .toSorted(),
      ).toEqual((await office.server.admin.institutions()).map((one) => one.name).toSorted());
      expect(resolveAlias(database, former)).toBe(present);
    }
    const names = [...personNames(dana.database).values()];
    expect(names.filter((name) => name === '')).toEqual([]);
  });

  test('and work goes on', async () => {
    aigul.note(theirs, 'после возвращения');
    const next = aigul.openCase();
    await office.settle(aigul, dana);
    expect(readCase(dana.database, theirs)?.notes).toHaveLength(2);
    expect(readCase(dana.database, next)).not.toBeNull();
    expect(await aigul.sync()).toMatchObject({ pushed: 0, pulled: 0 });
    expect(await verify({ databaseUrl: office.databaseUrl }, {})).toMatchObject({ faults: [] });
    for (const { database } of [dana, aigul])
      expect(verifyDatabase(database)).toMatchObject({ chain: { faults: [] }, projections: { faults: [] } });
  });
});
