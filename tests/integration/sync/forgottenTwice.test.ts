/** An institution that two restores forgot, one after the other; and at the second the one comes back first who only had cases given to them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formerIds, resolveAlias } from '#db/profile/aliases.ts';
import { readCase } from '#db/queries/cases.ts';
import { stepsWithVerdict } from '#db/queries/problems.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { institutionAsOf } from '#host/institution/figures.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

const lost = 'Дом «Шаңырақ»';
const worker = 'Айгүл Сапарова';

let office: Office;
let dana: Laptop;
let aigul: Laptop;
let theirs: string;
const ids: string[] = [];

async function enterAll(): Promise<void> {
  const { admin } = office.server;
  ids.push((await admin.addInstitution(lost)).institutionId);
  const add = (login: string, name: string, role: 'supervisor' | 'caseworker' | 'director') =>
    admin.addUser({ login, name, role, institution: lost });
  await add('dana', 'Дана Омарова', 'director');
  await add('dana', 'Дана Омарова', 'supervisor');
  await add('aigul', worker, 'caseworker');
}

async function comes(laptop: Laptop, login: string): Promise<void> {
  const { code } = await office.server.admin.makeCode(login);
  expect(await laptop.enrol(office.server.url, code)).toMatchObject({ ok: true });
}

beforeAll(async () => {
  office = await Office.open();
  await office.restoreFromBefore(async () => {
    await enterAll();
    dana = office.standalone('supervisor', lost);
    aigul = office.standalone('caseworker', lost);
    await comes(dana, 'dana');
    await comes(aigul, 'aigul');
    const feed = dana.institutionFeed('institution');
    dana.record(feed, 'baseline.set', { day: '2026-01-05', source: 'register' });
    theirs = dana.openCase();
    dana.record(theirs, 'caseworker.named', { personId: aigul.profile.personId, name: worker });
    await office.settle(dana, aigul);
    aigul.note(theirs, 'посещение');
    await office.settle(aigul, dana);
  });
  await office.restoreFromBefore(async () => {
    await enterAll();
    await comes(dana, 'dana');
    await office.settle(dana);
    await comes(aigul, 'aigul');
    await office.settle(aigul, dana);
    expect(differences(dana, aigul)).toEqual([]);
    aigul.note(theirs, 'между восстановлениями');
    await office.settle(aigul, dana);
  });
  await enterAll();
});
afterAll(() => office.close());

test('what belongs into a case that is not there yet waits, and nothing of it is lost', async () => {
  await comes(aigul, 'aigul');
  await aigul.sync();
  const waiting = await office.server.admin.quarantineList();
  expect(waiting.map((one) => [one.feedId, one.reason])).toEqual([
    [theirs, 'unknown_feed'],
    [theirs, 'unknown_feed'],
  ]);
  // and the administrator is told what has to come first
  await expect(office.server.admin.quarantineRelease(waiting[0]?.stepId ?? '')).rejects.toMatchObject({
    code: 'case_not_opened',
  });
});

test('when the case is back it is given to the one it was given to, under the new id', async () => {
  await comes(dana, 'dana');
  await office.settle(dana, aigul);
  const { personId } = aigul.profile;
  expect(formerIds(aigul.database, personId).length).toBeGreaterThanOrEqual(2);
  expect(await office.rows('select role from feed_grant where person_id = $1', personId)).toEqual([
    { role: 'caseworker' },
  ]);
});

test('what waited is let in, and both laptops end in the same place', async () => {
  for (const { stepId } of await office.server.admin.quarantineList())
    await office.server.admin.quarantineRelease(stepId);
  await office.settle(dana, aigul);
  expect(differences(dana, aigul)).toEqual([]);
  for (const { database } of [dana, aigul]) {
    expect(readCase(database, theirs)?.notes.map((note) => note.text)).toEqual([
      'посещение',
      'между восстановлениями',
    ]);
    expect(stepsWithVerdict(database, 'quarantined', 10)).toEqual([]);
    expect(verifyDatabase(database)).toMatchObject({ chain: { faults: [] }, projections: { faults: [] } });
  }
});

test('every id that the institution had means the present one, and its baseline was carried along once', async () => {
  const [first, second, present] = ids;
  if (present === undefined) throw new Error('it was entered three times');
  for (const { database } of [dana, aigul])
    expect([first, second].map((id) => resolveAlias(database, id ?? ''))).toEqual([present, present]);
  expect(institutionAsOf(dana.database, present, '2099-01-01').baseline).toMatchObject({ day: '2026-01-05' });
  const { entries } = await office.server.admin.institutionLog(present);
  expect(entries.filter((one) => one.kind === 'baseline.set')).toHaveLength(1);
  expect(await office.server.admin.quarantineList()).toEqual([]);
});
