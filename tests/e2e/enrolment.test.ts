/**
 * A laptop that worked alone joins a server through the window: what is refused and why, what goes out by
 * itself, and what the page says while the server is away.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAdmin, type RunningServer, startServer } from '#server/start.ts';
import { Desk, home, ok, passphrase } from '#tests/support/desk.ts';
import { newDatabase } from '#tests/support/postgres.ts';
import { CaseFile, goTo, openChild, unlock } from './caseworker.ts';
import { launchApp, type RunningApp } from './launch.ts';

const day = 86_400_000;
const confirmed = 'Сервер подтвердил всё отправленное';

describe('a laptop joins the server, through the window', () => {
  const desk = new Desk();
  let databaseUrl: string;
  let serverTime = () => new Date();
  let server: RunningServer;
  let app: RunningApp;
  const start = (port = 0) => startServer({ databaseUrl, port, now: () => serverTime() });

  beforeAll(async () => {
    databaseUrl = await newDatabase();
    server = await start();
    await server.admin.addInstitution(home);
    for (const [login, name, role] of [
      ['aigul', 'Айгүл Нұрланова', 'caseworker'],
      ['dana', 'Дана Сейтова', 'director'],
    ] as const) {
      await server.admin.addUser({ login, name, role, institution: home });
    }
    const person = { name: 'Айгүл С.', role: 'caseworker', institution: home } as const;
    ok(await desk.client.profile.create({ ...person, passphrase, language: 'ru' }));
    await desk.import();
    await desk.host.close();
    app = await launchApp({ home: desk.folder });
    await unlock(app.page, passphrase);
    await goTo(app.page, 'Синхронизация');
  });
  afterAll(async () => {
    await app.close();
    await server.close();
    await desk.close();
  });

  async function enrol(address: string, code: string): Promise<void> {
    const { page } = app;
    await page.getByLabel('Адрес сервера').fill(address);
    await page.getByLabel('Одноразовый код').fill(code);
    await page.getByRole('button', { name: 'Подключить' }).click();
  }

  /** Records a note in the window, and looks at the sync page. */
  async function note(text: string): Promise<void> {
    const { page } = app;
    await openChild(page, 'амина', /Ахметова/);
    const file = new CaseFile(page);
    await file.record('Добавить заметку');
    await file.fill('Заметка', text);
    await file.save();
    await goTo(page, 'Синхронизация');
  }

  async function stepsOnServer(): Promise<number> {
    return (await server.admin.counts()).steps;
  }

  test('after a year in the drawer the form itself asks whether the clock is right, and keeps what was written', async () => {
    const { page } = app;
    await openChild(page, 'амина', /Ахметова/);
    const file = new CaseFile(page);
    await file.record('Добавить заметку');
    await file.fill('Заметка', 'Ноутбук снова у меня.');
    await file.form.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await file.form.getByRole('button', { name: /^Да, сегодня/ }).click();
    await page.getByText('Проверьте часы компьютера').first().waitFor({ state: 'detached' });
    await file.save();
    await page.getByText('Ноутбук снова у меня.').first().waitFor();
    await goTo(page, 'Синхронизация');
  });

  test('a wrong address and a wrong or expired code are each told apart, and nothing is connected', async () => {
    const { page } = app;
    serverTime = () => new Date(Date.now() - 400 * day);
    const { code: expired } = await server.admin.makeCode('aigul');
    serverTime = () => new Date();
    const { code } = await server.admin.makeCode('aigul');
    const alert = page.getByRole('alert');

    await enrol('uige.example.kz', code);
    await page.getByText('Адрес начинается с https://').waitFor();
    await enrol('http://127.0.0.1:1', code);
    await alert.filter({ hasText: 'Сервер по этому адресу не отвечает' }).waitFor();
    await enrol(`${server.url}/other`, code);
    await alert.filter({ hasText: 'отвечает не сервер «Үйге»' }).waitFor();
    for (const wrong of ['ZZZZ-ZZZZ-ZZZZ', expired]) {
      await enrol(server.url, wrong);
      await alert.filter({ hasText: 'его срок истёк' }).waitFor();
      await page.getByLabel('Одноразовый код').fill(code);
    }
    await page.getByText('Сервер не подключён').waitFor();
  });

  test('a right code sends everything, and the director sees the closure', async () => {
    const { code } = await server.admin.makeCode('aigul');
    await enrol(server.url, code);
    await app.page.getByText(confirmed).waitFor();
    await server.drained();

    const director = await Desk.of('director');
    const { code: hers } = await server.admin.makeCode('dana');
    ok(await director.client.sync.enrol({ server: server.url, code: hers }));
    ok(await director.client.sync.now({}));
    const children = ok(await director.client.cases.list({}));
    expect(children.all).toBe(33);
    await director.close();
  });

  test('a step goes out by itself; without the server it waits, said honestly, and then goes by itself', async () => {
    const { page } = app;
    const before = await stepsOnServer();
    await note('Звонила мама.');
    await expect.poll(stepsOnServer).toBe(before + 1);
    await page.getByText(confirmed).waitFor();

    const { port } = server;
    await server.close();
    await note('Без связи.');
    await page.getByText('Сервер не отвечает').waitFor();
    await page.getByText('Не отправлено').waitFor();
    await page.getByRole('link', { name: 'Ахметова' }).waitFor();

    server = await start(port);
    await page.getByText(confirmed).waitFor();
    expect(await stepsOnServer()).toBe(before + 2);
  });

  test('where there is no network steps and a document go on a stick, and count as sent when the answer is opened', async () => {
    const { page, electron } = app;
    const { port } = server;
    await server.close();
    await openChild(page, 'амина', /Ахметова/);
    const child = new CaseFile(page);
    await child.record('Добавить документ');
    await child.form.locator('input[type=file]').setInputFiles({
      name: 'Решение суда.jpg',
      mimeType: 'image/jpeg',
      buffer: randomBytes(400_000),
    });
    await child.save();
    const notThereYet = page.getByRole('region', { name: 'Документы' }).getByText('ещё не на сервере');
    await notThereYet.waitFor();
    await note('Отнесу сама.');
    await page.getByText('Сервер не отвечает').waitFor();
    const stick = path.join(desk.folder, 'на сервер.uige');
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, stick);
    await page.getByRole('button', { name: 'Сохранить файл для сервера' }).click();
    await page.getByText('Файл сохранён, в нём 2 шага.').waitFor();
    await page.getByText('В файле 1 документ: и он считается неотправленным').waitFor();
    await page.getByText('Не отправлено').waitFor();

    const question = await readFile(stick);
    const office = await openAdmin({ databaseUrl });
    const { file: answer } = await office.admin.bundleIn(question);
    await office.close();
    const choose = page.locator('input[type="file"][accept=".uige"]');
    await choose.setInputFiles({ name: 'на сервер.uige', mimeType: '', buffer: question });
    await page.getByRole('alert').filter({ hasText: 'Это файл для сервера, а не ответ' }).waitFor();
    await choose.setInputFiles({ name: 'ответ.uige', mimeType: '', buffer: Buffer.from(answer) });
    await page.getByText('Ответ принят. Сервер подтвердил: 2.').waitFor();
    await page.getByText('Документы: сервер подтвердил 1, получено 0.').waitFor();
    await page.getByText('Не отправлено').waitFor({ state: 'detached' });
    await openChild(page, 'амина', /Ахметова/);
    await page.getByRole('region', { name: 'Документы' }).getByText('391 КБ').waitFor();
    await notThereYet.waitFor({ state: 'detached' });
    await goTo(page, 'Синхронизация');
    server = await start(port);
  });

  test('a withdrawn laptop hands in the last note, says what became of the profile, and begins anew', async () => {
    const { page } = app;
    const { port } = server;
    await server.close();
    await note('Последняя запись.');
    await page.getByText('Не отправлено').waitFor();
    const office = await openAdmin({ databaseUrl });
    const laptop = (await office.admin.deviceList()).find((one) => one.login === 'aigul');
    await office.admin.deviceRevoke(laptop?.deviceId ?? '', 'withdrawn');
    await office.close();
    server = await start(port);

    await page.getByRole('heading', { name: 'Это устройство отозвано' }).waitFor();
    await page.getByText('Передана 1 запись. Она ждёт на сервере решения администратора.').waitFor();
    await page.getByText('Всё, что было записано на этом устройстве, есть на сервере.').waitFor();
    await page.getByText('Сервер знает, что этот профиль уничтожен.').waitFor();
    expect(await server.admin.quarantineList()).toMatchObject([{ kind: 'note.added', reason: 'revoked' }]);
    await page.getByRole('button', { name: 'Начать заново' }).click();
    await page.getByLabel('Ваше имя и фамилия').waitFor();
  });
});
