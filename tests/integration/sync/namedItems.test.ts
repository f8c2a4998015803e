/**
 * What the server did not simply take is named: the child, the day, why, what to do. Its text stays in reach,
 * can be saved, and where the case has left the laptop a notice without a name stays.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetLeftBehind } from '#db/steps/leftBehind.ts';
import { OpenProfile } from '#host/session/openProfile.ts';
import { conflictItems } from '#host/syncing/conflicts.ts';
import { itemFile } from '#host/syncing/itemFile.ts';
import { SyncItems } from '#host/syncing/items.ts';
import { listFile } from '#host/syncing/listFile.ts';
import { syncView } from '#host/syncing/view.ts';
import type { SyncView } from '#shared/contract/views.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

const now = () => new Date('2026-01-20T05:00:00Z');
let office: Office;
let aigul: Laptop;

beforeAll(async () => {
  office = await Office.open({ now });
  aigul = await office.laptop('caseworker');
});

afterAll(() => office.close());

function profileOf(laptop: Laptop): OpenProfile {
  return new OpenProfile({
    database: laptop.database,
    home: '',
    practice: false,
    clock: now,
    asksClock: false,
  });
}

function seen(laptop: Laptop): SyncView {
  return syncView(profileOf(laptop), { state: 'idle', lastError: null, progress: null });
}

test('a refused step is listed by its child, with the reason, and keeps every word that was written', async () => {
  const caseId = aigul.openCase();
  const payload = canonicalBytes({ words: 'мама звонила', seen: true });
  const stepId = aigul.forge(caseId, { payload });
  await aigul.sync();

  expect(seen(aigul).refused).toMatchObject([
    { stepId, caseId, name: expect.stringMatching(/\S/), kind: 'note.added', reason: 'payload_malformed' },
  ]);
  const text = new SyncItems(profileOf(aigul)).text(caseId, stepId);
  if (text === null) throw new Error('the step is here');
  const file = itemFile(text, 'ru');
  expect(file.name).toMatch(/^Запись 2026-01-12 .*\.txt$/);
  expect(await file.text()).toContain('Что сказал сервер: не принято сервером: запись заполнена с ошибкой');
  expect(await file.text()).toMatch(/Записано: 20 янв\. 2026/);
  expect(await file.text()).toContain('words: мама звонила');
  expect(new SyncItems(profileOf(aigul)).text(caseId, caseId)).toBeNull();
});

test('the list can be saved: each step with what the server said and what to do, and no formula in it', async () => {
  const file = await listFile(seen(aigul), 'csv', 'ru', '2026-01-20');
  const [heading = '', ...rows] = (await file.text()).trim().split('\r\n');
  expect(heading.split(';')).toHaveLength(9);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain('"запись заполнена с ошибкой";"Сохраните текст и запишите шаг заново."');
  const sheet = await listFile(seen(aigul), 'xlsx', 'kk', '2026-01-20');
  expect(sheet.name).toBe('Синхрондау 2026-01-20.xlsx');
  expect(new Uint8Array(await sheet.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
});

test('a note that comes after the grant was withdrawn leaves a notice by code and day, without name or text', async () => {
  const login = await office.employ('caseworker');
  const gulnara = await office.laptop('caseworker', login);
  const caseId = aigul.openCase();
  await aigul.sync();
  await office.server.admin.grant(login, caseId);
  await gulnara.sync();
  const stepId = gulnara.note(caseId, 'тайна семьи');
  await office.server.admin.withdraw(login, caseId);
  await gulnara.sync();

  const [notice] = seen(gulnara).leftBehind;
  expect(notice).toMatchObject({ feedId: caseId, stepId, caseId: null, name: null, reason: 'no_grant' });
  expect(notice?.caseCode).toMatch(/^\w{4}-\w{4}$/);
  expect(JSON.stringify(seen(gulnara))).not.toContain('тайна');
  expect(new SyncItems(profileOf(gulnara)).text(caseId, stepId)).toBeNull();

  // the case comes back with the step that was held: it is not told twice
  await office.server.admin.grant(login, caseId);
  await office.server.admin.quarantineRelease(stepId);
  await gulnara.sync();
  expect(seen(gulnara).leftBehind).toEqual([]);
});

test('a notice that was read is gone', async () => {
  const login = await office.employ('caseworker');
  const dana = await office.laptop('caseworker', login);
  const caseId = aigul.openCase();
  await aigul.sync();
  await office.server.admin.grant(login, caseId);
  await dana.sync();
  const stepId = dana.note(caseId, 'поздняя запись');
  await office.server.admin.withdraw(login, caseId);
  await dana.sync();
  expect(seen(dana).leftBehind).toHaveLength(1);
  forgetLeftBehind(dana.database, caseId, stepId);
  expect(seen(dana).leftBehind).toEqual([]);
});

test('a supervisor sees the conflicts of all cases, both values with who and when, and may settle them', async () => {
  const supervisor = await office.laptop('supervisor');
  const caseId = aigul.openCase();
  await office.settle(aigul, supervisor);
  aigul.record(caseId, 'child.amended', { set: { familyPlace: 'Шелек' }, reason: 'звонок' });
  supervisor.record(caseId, 'child.amended', { set: { familyPlace: 'Талгар' }, reason: 'письмо' });
  await office.settle(aigul, supervisor);

  expect(conflictItems(profileOf(supervisor))).toMatchObject([
    {
      caseId,
      field: 'child.familyPlace',
      maySettle: true,
      claims: [
        { value: 'Шелек', on: '2026-01-12', settledBecause: null },
        { value: 'Талгар', on: '2026-01-12', settledBecause: null },
      ],
    },
  ]);
  const [item] = conflictItems(profileOf(supervisor));
  const stepIds = (item?.claims ?? []).map((claim) => claim.stepId);
  const settlement = { field: 'child.familyPlace', stepIds, reason: 'уточнила' };
  aigul.record(caseId, 'conflict.settled', { ...settlement, value: 'Шелек' });
  supervisor.record(caseId, 'conflict.settled', { ...settlement, value: 'Талгар' });
  await office.settle(aigul, supervisor);
  expect(conflictItems(profileOf(aigul))[0]?.claims.map((claim) => claim.settledBecause)).toEqual([
    'уточнила',
    'уточнила',
  ]);
});
