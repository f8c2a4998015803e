/** A laptop that was enrolled after the copy from which its server was restored, or whose person came after it: it comes back, with all it wrote. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formerIds, resolveAlias } from '#db/profile/aliases.ts';
import { readCase } from '#db/queries/cases.ts';
import { personNames } from '#db/queries/directory.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { home, Office } from '../../support/office.ts';

let office: Office;
let login: string;
let colleague: string;
let aigul: Laptop;
let caseId: string;

beforeAll(async () => {
  office = await Office.open();
  login = await office.employ('caseworker');
  colleague = await office.employ('caseworker');
  await office.restoreFromBefore(async () => {
    aigul = await office.laptop('caseworker', login);
    caseId = aigul.openCase();
    aigul.note(caseId, 'до восстановления');
    await aigul.sync();
  });
  aigul.note(caseId, 'ещё не отправлено');
});
afterAll(() => office.close());

test('it is told that the server does not know it, and loses nothing', async () => {
  expect(await aigul.trySync()).toMatchObject({ ok: false, error: { code: 'device_unknown' } });
  expect(readCase(aigul.database, caseId)?.notes).toHaveLength(2);
});

test('it is told so as well where its first step alone is larger than what strangers may send', async () => {
  const other = await Office.open();
  const login = await other.employ('caseworker');
  let laptop: Laptop | null = null;
  let its = '';
  await other.restoreFromBefore(async () => {
    laptop = await other.laptop('caseworker', login);
    its = laptop.openCase();
    await laptop.sync();
  });
  const dana: Laptop = laptop ?? expect.fail('no laptop');
  dana.record(its, 'conflict.settled', {
    field: 'child.familyAddress',
    stepIds: [randomUUID(), randomUUID()],
    value: 'мама звонила '.repeat(2720),
    reason: 'проверено',
  });
  expect(await dana.trySync()).toMatchObject({ ok: false, error: { code: 'device_unknown' } });
  await other.close();
});

test('a code of somebody else does not bring it back', async () => {
  const { code } = await office.server.admin.makeCode(colleague);
  expect(await aigul.enrol(office.server.url, code)).toMatchObject({
    ok: false,
    error: { code: 'already_enrolled' },
  });
});

test('with a new code of its person it is what it was, and sends everything again', async () => {
  const before = aigul.profile.deviceId;
  const { code } = await office.server.admin.makeCode(login);
  expect(await aigul.enrol(office.server.url, code)).toMatchObject({ ok: true });
  expect(aigul.profile.deviceId).toBe(before);
  await office.settle(aigul);

  await office.server.admin.grant(colleague, caseId);
  const bolat = await office.laptop('caseworker', colleague);
  await bolat.sync();
  expect(readCase(bolat.database, caseId)?.notes.map((note) => note.text)).toEqual([
    'до восстановления',
    'ещё не отправлено',
  ]);
  await aigul.sync();
  expect(differences(aigul, bolat)).toEqual([]);
});

test('a device that the server knows uses no code up', async () => {
  const { code } = await office.server.admin.makeCode(login);
  expect(await aigul.enrol(office.server.url, code)).toMatchObject({
    ok: false,
    error: { code: 'already_enrolled' },
  });
  expect(await office.laptop('caseworker', login)).toBeDefined();
});

describe('whose person was entered after the copy, too,', () => {
  const name = 'Айгүл Сапарова';
  let again: Office;
  let dana: Laptop;
  let laptop: Laptop;
  let formerId: string;
  let its: string;
  const enter = (login: string, called: string) =>
    again.server.admin.addUser({ login, name: called, role: 'caseworker', institution: home });
  const codeOf = async (login: string): Promise<string> => (await again.server.admin.makeCode(login)).code;

  beforeAll(async () => {
    again = await Office.open();
    dana = await again.laptop('supervisor');
    await again.restoreFromBefore(async () => {
      await enter('aigul', name);
      laptop = await again.laptop('caseworker', 'aigul');
      formerId = laptop.profile.personId;
      its = laptop.openCase();
      laptop.note(its, 'до восстановления');
      await again.settle(laptop, dana);
      expect(readCase(dana.database, its)?.notes).toHaveLength(1);
    });
    laptop.note(its, 'ещё не отправлено');
  });
  afterAll(() => again.close());

  const refused = { ok: false, error: { code: 'already_enrolled' } };

  test('is not brought back by the code of a colleague', async () => {
    await enter('bolat', 'Болат Ержанов');
    expect(await laptop.enrol(again.server.url, await codeOf('bolat'))).toMatchObject(refused);
    expect(laptop.profile.personId).toBe(formerId);
  });

  test('nor by one of the same name elsewhere', async () => {
    await again.server.admin.addInstitution('Другой дом');
    const elsewhere = { login: 'namesake', name, role: 'caseworker', institution: 'Другой дом' } as const;
    await again.server.admin.addUser(elsewhere);
    expect(await laptop.enrol(again.server.url, await codeOf('namesake'))).toMatchObject({
      ok: false,
      error: { code: 'institution_not_named', details: { name: home } },
    });
    expect(laptop.profile.personId).toBe(formerId);
  });

  test('comes back when the person is entered again, and what they wrote is theirs', async () => {
    await enter('aigul', name);
    const { deviceId } = laptop.profile;
    expect(await laptop.enrol(again.server.url, await codeOf('aigul'))).toMatchObject({ ok: true });
    expect(laptop.profile).toMatchObject({ deviceId, personName: name });
    expect(laptop.profile.personId).not.toBe(formerId);
    expect(formerIds(laptop.database, laptop.profile.personId)).toContain(formerId);
    await again.settle(laptop, dana);
    laptop.note(its, 'после возвращения');
    await again.settle(laptop, dana);

    const verdicts = await again.rows('select distinct verdict from receipt where device_id = $1', deviceId);
    expect(verdicts).toEqual([{ verdict: 'accepted' }]);
    expect(readCase(dana.database, its)?.notes).toHaveLength(3);
    expect(differences(laptop, dana)).toEqual([]);
    for (const { database } of [laptop, dana]) expect(personNames(database).get(formerId)).toBe(name);
    expect(resolveAlias(dana.database, formerId)).toBe(laptop.profile.personId);
    expect(await laptop.sync()).toMatchObject({ pushed: 0, pulled: 0 });
  });

  test('nobody takes the id of a person whom the server knows, whatever they are called', async () => {
    await again.restoreFromBefore(async () => {
      laptop = await again.laptop('caseworker', 'aigul');
    });
    const before = laptop.profile;
    await enter('aigul2', name);
    const code = await codeOf('aigul2');
    expect(await laptop.enrol(again.server.url, code)).toMatchObject(refused);
    expect(laptop.profile).toEqual(before);
    // the code was not used up
    expect(await again.standalone('caseworker', home).enrol(again.server.url, code)).toMatchObject({
      ok: true,
    });
  });
});

test('it is told so also where what it would send first is large', async () => {
  const made: Laptop[] = [];
  await office.restoreFromBefore(async () => {
    const bolat = await office.laptop('caseworker', login);
    const caseOfBolat = bolat.openCase();
    await bolat.sync();
    for (let note = 0; note < 12; note += 1) {
      bolat.note(caseOfBolat, `${note} ${'мама звонила '.repeat(600)}`);
    }
    made.push(bolat);
  });
  expect(await made[0]?.trySync()).toMatchObject({ ok: false, error: { code: 'device_unknown' } });
});
