/**
 * What needs two people, through two windows: a caseworker and the supervisor who share the cases of a home
 * over a server. A conflict is settled, an exception is asked for and approved, brothers and sisters are
 * visited in one go, a goal is ended from the day's work, a child comes back into care.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#shared/domain/roles.ts';
import { Desk, ok, passphrase } from '#tests/support/desk.ts';
import { Office } from '#tests/support/office.ts';
import { bringHome, type ChildAtDesk, findChild, prepareChild } from '#tests/support/wayHome.ts';
import { CaseFile, goTo, openChild, unlock } from './caseworker.ts';
import { launchApp, type RunningApp } from './launch.ts';

const today = '2025-11-20';
/** 600,000 bytes: three pieces. */
const signedAct = Buffer.from(Array.from({ length: 600_000 }, (_, at) => (at * 31) % 251));

describe('a caseworker and the supervisor, each at a window', () => {
  let office: Office;
  let caseworker: Desk;
  let supervisor: Desk;
  let brother: ChildAtDesk;
  let app: RunningApp;

  beforeAll(async () => {
    office = await Office.open({ now: () => new Date(`${today}T05:00:00Z`) });
    caseworker = await Desk.of('caseworker');
    await caseworker.import();
    brother = await findChild(caseworker, 'әлімханов данияр русланович');
    for (const child of [brother, await findChild(caseworker, 'әлімханова жансая')]) {
      await prepareChild(caseworker, child);
      await bringHome(caseworker, child);
    }
    await prepareChild(caseworker, await findChild(caseworker, 'ким максим'), ['school_place']);
    caseworker.today = today;
    await enrol(caseworker, 'caseworker');
    supervisor = await Desk.of('supervisor');
    supervisor.today = today;
    await enrol(supervisor, 'supervisor');

    await amend(caseworker, 'Алматы', 'г. Алматы, ул. Абая, 1');
    await amend(supervisor, 'Каскелен', 'г. Каскелен, ул. Мира, 5');
    for (const desk of [caseworker, supervisor, caseworker]) ok(await desk.client.sync.now({}));
    await caseworker.host.close();
    await supervisor.host.close();
    app = await launchApp({ home: caseworker.folder, today });
    await unlock(app.page, passphrase);
  });
  afterAll(async () => {
    await app.close();
    await office.close();
    await caseworker.close();
    await supervisor.close();
  });

  async function enrol(desk: Desk, role: Role): Promise<void> {
    const { code } = await office.server.admin.makeCode(await office.employ(role));
    ok(await desk.client.sync.enrol({ server: office.server.url, code }));
    ok(await desk.client.sync.now({}));
  }

  async function amend(desk: Desk, familyPlace: string, familyAddress: string): Promise<void> {
    const { code } = await findChild(desk, 'ахметова амина');
    const set = { familyPlace, familyAddress };
    await desk.record(code, 'child.amended', { set, reason: 'переехали' }, today);
  }

  test('a conflict is settled in the list, both values side by side with who and when', async () => {
    const { page } = app;
    await goTo(page, 'Синхронизация');
    const conflict = page.getByRole('region', { name: /Ахметова.*: Населённый пункт или район/ });
    await conflict.getByText('Сотрудник 1, 20 нояб').waitFor();
    await conflict.getByText('Сотрудник 2, 20 нояб').waitFor();
    await conflict.getByRole('button', { name: 'Это верно: Каскелен' }).click();
    await conflict.waitFor({ state: 'detached' });
  });

  test('another is settled in the child’s file, with the reason', async () => {
    const { page } = app;
    await page
      .getByRole('region', { name: /Ахметова.*: Адрес семьи/ })
      .getByRole('link', { name: 'Ахметова' })
      .click();
    const conflict = page.getByRole('region', { name: 'Расхождение: Адрес семьи' });
    await conflict.getByText('Сотрудник 1, 20 нояб').waitFor();
    await conflict.getByText('Сотрудник 2, 20 нояб').waitFor();
    await conflict.getByRole('button', { name: 'Выбрать верное' }).click();
    const file = new CaseFile(page);
    await file.pick(/Каскелен.*Сотрудник 2/);
    await file.fill('Почему так', 'Звонила матери');
    await file.save();
    await conflict.waitFor({ state: 'detached' });
    await page.getByText('г. Каскелен, ул. Мира, 5').first().waitFor();
  });

  test('a signed act goes into the file, and from there to the server', async () => {
    const { page } = app;
    await openChild(page, 'ахметова амина', /Ахметова/);
    const file = new CaseFile(page);
    await file.record('Добавить документ');
    await file.form.locator('input[type=file]').setInputFiles({
      name: 'Акт передачи.jpg',
      mimeType: 'image/jpeg',
      buffer: signedAct,
    });
    await file.save();
    await page.getByText('Документ: Акт передачи').waitFor();
    const documents = page.getByRole('region', { name: 'Документы' });
    await documents.getByText('586 КБ').waitFor();
    await documents.getByText('ещё не на сервере').waitFor({ state: 'detached' });
  });

  test('one visit to brother and sister is written in both files as one', async () => {
    const { page } = app;
    await goTo(page, 'Сегодня');
    await page
      .getByRole('link', { name: /Записать визит: Әлімхан/ })
      .first()
      .click();
    const file = new CaseFile(page);
    await file.pick('да, видели');
    await file.pick('ребёнок живёт дома');
    await file.fill('Что увидели', 'Печь греет');
    await file.form.getByRole('checkbox', { name: /Әлімхан/ }).check();
    await file.save();
    for (const search of ['данияр русланович', 'әлімханова жансая']) {
      await openChild(page, search, /Данияр Русланович|Жансая/);
      await page.getByText('Печь греет').waitFor();
      await page.getByText('вместе с братьями и сёстрами').first().waitFor();
    }
  });

  test('the deadline of a goal leads from the day’s work to the form that ends it', async () => {
    const { page } = app;
    await goTo(page, 'Сегодня');
    await page.getByRole('link', { name: 'Отметить цель: Ким Максим' }).click();
    const file = new CaseFile(page);
    await file.pick('достигнута');
    await file.fill('Что получилось', 'Печь сложена');
    await file.save();
    await page.getByText('Печь сложена').waitFor();
  });

  test('a child who comes back into care begins the way again', async () => {
    const { page } = app;
    await openChild(page, 'данияр русланович', /Данияр Русланович/);
    const file = new CaseFile(page);
    await file.record('Записать возврат в учреждение');
    await file.pick('Болезнь родителя');
    await file.fill('Что произошло', 'Мать в больнице');
    await file.save();
    await page.getByText('Снова в учреждении').first().waitFor();
    await page.getByRole('button', { name: 'Начать оценку' }).waitFor();
  });

  test('an exception is asked for by one and approved by the other, and only then the move is free', async () => {
    const { page } = app;
    await openChild(page, 'ким максим', /Ким Максим/);
    const file = new CaseFile(page);
    await page.getByRole('button', { name: 'Запросить исключение' }).click();
    await file.pick(/школе/);
    await file.fill('Почему', 'Набор откроется 8 декабря');
    await file.fill('Что сделано взамен', 'Занятия дома');
    await file.save();
    await page.getByText('Исключение для перехода «Одобрено»').first().waitFor();
    expect(await page.getByRole('button', { name: 'Решить' }).count()).toBe(0);
    await goTo(page, 'Синхронизация');
    await page.getByText('Сервер подтвердил всё отправленное').waitFor();

    await using other = await launchApp({ home: supervisor.folder, today });
    await unlock(other.page, passphrase);
    await goTo(other.page, 'Сегодня');
    await other.page.getByText('Ким Максим').first().waitFor();
    await openChild(other.page, 'ким максим', /Ким Максим/);
    await other.page.getByText('Сотрудник 1, 20 нояб').waitFor();
    await other.page.getByRole('button', { name: 'Решить' }).click();
    const hers = new CaseFile(other.page);
    await hers.pick('одобрить');
    await hers.fill('Пояснение', 'Согласна');
    await hers.save();
    await other.page.getByRole('button', { name: 'Одобрить возвращение', exact: true }).waitFor();

    await openChild(other.page, 'ахметова амина', /Ахметова/);
    const place = path.join(supervisor.folder, 'act.jpg');
    await other.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, place);
    await other.page.getByRole('button', { name: 'Сохранить копию: Акт передачи' }).click();
    await other.page.getByText('Копия не зашифрована').waitFor();
    expect((await readFile(place)).equals(signedAct)).toBe(true);
  });
});
