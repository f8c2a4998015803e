/** A laptop that was enrolled after the copy from which its server was restored: it comes back, with all it wrote. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

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
