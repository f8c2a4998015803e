/**
 * The server's web console in a real browser: an administrator sets a server up, a laptop enrols and is
 * revoked, the ministry reads figures; and whatever is typed or sent stays text.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '#server/start.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { Laptop } from '#tests/support/laptop.ts';
import { newDatabase } from '#tests/support/postgres.ts';
import { openBrowser } from './chromium.ts';

const hostile = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
const hostileKind = '<img src=x onerror=alert(2)>';
const home = `Дом надежды ${hostile}`;
const password = 'верный конь и батарейка';

describe('the web console', () => {
  let server: RunningServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let laptop: Laptop;
  let deviceId = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    // as the server has it built: in a process of its own, where nothing is said of tests
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [path.resolve('build', 'console.ts')], { env });
    server = await startServer({ databaseUrl: await newDatabase() });
    await server.admin.addUser({
      login: 'saule',
      name: 'Сауле А.',
      role: 'administrator',
      institution: null,
    });
    await server.admin.setPassword('saule', password);
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU' });
    page = await newPage(context);
    laptop = Laptop.make({ role: 'caseworker', institution: home });
  });
  afterAll(async () => {
    laptop.close();
    await browser.close();
    await server.close();
  });

  async function newPage(within: BrowserContext): Promise<Page> {
    const opened = await within.newPage();
    opened.setDefaultTimeout(15_000);
    // a refusal is an answer; the browser calls it an error
    opened.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return opened;
  }

  async function signIn(on: Page, login: string, given: string): Promise<void> {
    await on.getByLabel('Логин').fill(login);
    await on.getByLabel('Пароль', { exact: true }).fill(given);
    await on.keyboard.press('Enter');
  }

  // what waits is counted beside the name
  const section = (name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  const dialog = () => page.getByRole('dialog');
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });

  async function choose(label: string, option: string): Promise<void> {
    await dialog()
      .getByRole('combobox', { name: label })
      .or(dialog().getByLabel(label, { exact: true }))
      .first()
      .click();
    await page.getByRole('option', { name: option }).click();
  }

  /** What the keys act on: the name of the button that has the focus. */
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: active } = document;
      return active?.getAttribute('aria-label') ?? active?.textContent;
    });

  /** From a list under the keys: its beginning is typed, and the one that is found is taken. */
  async function pick(beginning: string): Promise<void> {
    await page.keyboard.type(beginning);
    await page.getByRole('option', { name: beginning }).waitFor();
    await expect
      .poll(async () => {
        const marked = page.locator('[role=option][data-combobox-selected]');
        if ((await marked.count()) === 0) await page.keyboard.press('ArrowDown');
        return marked.count();
      })
      .toBe(1);
    await page.keyboard.press('Enter');
  }

  test('the address of the server leads to it, and a wrong password is told as such', async () => {
    await page.goto(server.url);
    await signIn(page, 'saule', 'не тот пароль');
    await page.getByRole('alert').filter({ hasText: 'Логин или пароль не подходит' }).waitFor();
    await signIn(page, 'saule', password);
    await page.getByRole('heading', { name: 'Учреждения' }).waitFor();
    await page.getByText('Учреждений пока нет').waitFor();
    expect(await page.title()).toBe('Учреждения · Үйге');
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('an institution is added; without a name it is not, and its name stays text', async () => {
    await page.getByRole('button', { name: 'Добавить учреждение' }).click();
    const add = dialog().getByRole('button', { name: 'Добавить учреждение' });
    await add.click();
    await dialog().getByText('Введите название.').waitFor();
    await dialog().getByLabel('Название').fill(home);
    await choose('Область или город', 'Акмолинская область');
    await add.click();
    await row(home).getByText('Акмолинская область').waitFor();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Добавить учреждение' }).click();
    await dialog().getByLabel('Название').fill(home);
    await dialog().getByRole('button', { name: 'Добавить учреждение' }).click();
    await dialog().getByRole('alert').filter({ hasText: 'уже есть' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Добавить учреждение');
  });

  test('a person is added with the keys alone', async () => {
    await section('Сотрудники');
    await page.getByRole('button', { name: 'Добавить сотрудника' }).focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.type(`Айгүл ${hostile}`);
    await page.keyboard.press('Tab');
    await page.keyboard.type('aigul');
    await page.keyboard.press('Tab');
    await pick('Кейс');
    await page.getByText('Ведёт дела детей, которые ему открыты.').waitFor();
    await page.keyboard.press('Tab');
    await pick('Дом');
    await dialog().getByLabel('Логин').focus();
    await page.keyboard.press('Enter');
    await row('aigul').getByText(`Кейс-менеджер · ${home}`).waitFor();
    await row(`Айгүл ${hostile}`).waitFor();
    await dialog().waitFor({ state: 'detached' });
  });

  test('a code is shown once, and a laptop enrols with it', async () => {
    await row('aigul').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Выдать код подключения' }).focus();
    await page.keyboard.press('Enter');
    const code = (await page.getByTestId('code').textContent()) ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await dialog().getByRole('img', { name: 'Адрес сервера и код для подключения' }).waitFor();
    await dialog()
      .getByText(/Действует ещё 6 дней 23 ч/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Готово' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe(`Действия: Айгүл ${hostile}`);
    await section('Коды подключения');
    await row('aigul').getByText('не использован').waitFor();
    expect(await page.content()).not.toContain(code);
    expect(await laptop.enrol(server.url, code)).toMatchObject({ ok: true });
    deviceId = laptop.profile.deviceId;
    laptop.openCase();
    await laptop.sync();
    await page.reload();
    await row('aigul').getByText('использован', { exact: true }).waitFor();
  });

  test('the laptop is seen, and revoked after it is said what that does and what it cannot', async () => {
    await section('Устройства');
    await row(shortId(deviceId)).getByText('работает').waitFor();
    await row(shortId(deviceId)).getByText('только что').waitFor();
    await row(shortId(deviceId)).getByRole('button', { name: 'Отозвать' }).click();
    await dialog().getByText('Пока устройство не выйдет на связь, сервер ничего на нём не сотрёт').waitFor();
    await expect.poll(() => dialog().locator('input[type=radio]:focus').isChecked()).toBe(true);
    await dialog().getByText('Сдано, заменено, человек ушёл').click();
    await dialog().getByText('понадобится новый код').waitFor();
    await dialog().getByRole('button', { name: 'Отозвать' }).click();
    await row(shortId(deviceId)).getByText('отозвано: сдано').waitFor();
  });

  test('what it sends afterwards waits for a decision, and a kind nobody knows stays text', async () => {
    laptop.forge(laptop.openCase(), { kind: hostileKind });
    await laptop.trySync();
    await page.reload();
    await section('Задержанное');
    await row(shortId(deviceId)).getByText('2 записи в 1 деле · устройство отозвано').waitFor();
    await row(hostileKind).waitFor();
    await row('Дело открыто').getByRole('button', { name: 'Принять' }).click();
    await dialog().getByText('Отменить это нельзя').waitFor();
    await expect.poll(focused).toBe('Отменить');
    await dialog().getByRole('button', { name: 'Принять' }).click();
    await page.getByText('Запись принята').waitFor();
    await expect.poll(() => row('Дело открыто').count()).toBe(0);
  });

  test('all that waits of a laptop is accepted at once, after it is said whose it is and why it waits', async () => {
    laptop.openCase();
    await laptop.trySync();
    await page.reload();
    await page.getByRole('button', { name: 'Принять все 3' }).click();
    await dialog()
      .getByText(`Айгүл ${hostile} (aigul), устройство ${shortId(deviceId)}`)
      .waitFor();
    await dialog().getByText('3 записи в 2 делах').waitFor();
    await dialog().getByText('устройство отозвано').waitFor();
    await dialog().getByText('Отменить это нельзя').waitFor();
    await dialog().getByRole('button', { name: 'Принять все 3' }).click();
    await page.getByText('Принято записей: 3').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Принять' }).count()).toBe(0);
    await row(hostileKind).getByText('не принято').waitFor();
  });

  test('everything stands in the audit under the name of who did it', async () => {
    await section('Журнал');
    const deeds = ['отозвано устройство', 'принята задержанная запись', 'выдан код подключения', 'дана роль'];
    for (const deed of deeds) await row(deed).filter({ hasText: 'Сауле А. (saule)' }).first().waitFor();
    await page.getByText('Отказы').click();
    await row('вход в консоль').getByText('неверный логин или пароль').waitFor();
  });

  test('on a narrow screen no table hides what can be done in it, in the longest language', async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.getByRole('button', { name: 'Қазақша' }).click();
    for (const name of ['Ұйымдар', 'Қызметкерлер', 'Қосу кодтары', 'Құрылғылар', 'Ұсталғандар', 'Журнал']) {
      // what waits is counted beside the name
      await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
      const table = page.getByRole('table', { name });
      await table.waitFor();
      const beyond = await table.evaluate((it) => it.scrollWidth - (it.parentElement?.clientWidth ?? 0));
      expect([name, Math.max(0, beyond)]).toEqual([name, 0]);
    }
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  test('the ministry gets a first password, makes an own one, and sees figures and nothing else', async () => {
    await section('Сотрудники');
    await page.getByRole('button', { name: 'Добавить сотрудника' }).click();
    await dialog().getByLabel('Имя').fill('Ерлан Т.');
    await dialog().getByLabel('Логин').fill('erlan');
    await choose('Роль', 'Аналитик');
    await choose('Учреждение', 'весь сервер');
    await dialog().getByRole('button', { name: 'Добавить сотрудника' }).click();
    await row('erlan').getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Дать вход в консоль' }).click();
    await dialog().getByRole('button', { name: 'Дать вход в консоль' }).click();
    const first = (await page.getByTestId('password').textContent()) ?? '';
    await dialog().getByRole('button', { name: 'Готово' }).click();
    await row('erlan').getByText('ждёт первого входа').waitFor();

    const ministry = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU' });
    const there = await newPage(ministry);
    await there.goto(`${server.url}/console/#/people`);
    await signIn(there, 'erlan', first);
    await there.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor();
    await there.getByLabel('Нынешний пароль').fill(first);
    await there.getByLabel('Новый пароль', { exact: true }).fill('семь синих слонов');
    await there.getByLabel('Новый пароль ещё раз').fill('семь синих слонов');
    await there.getByRole('button', { name: 'Сменить пароль' }).click();
    await there.getByText('Такого раздела нет').waitFor();
    const links = there.getByRole('navigation').getByRole('link');
    await expect.poll(() => links.count()).toBe(2);
    await links.filter({ hasText: 'Показатели' }).click();
    await there.getByRole('row').filter({ hasText: home }).getByText('<5').first().waitFor();
    await there.getByRole('link', { name: home }).click();
    await there.getByText('Движение детей').waitFor();
    const downloading = there.waitForEvent('download');
    await there.getByRole('button', { name: 'Скачать' }).click();
    await there.getByRole('menuitem', { name: 'CSV' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^uige-closure-.*\.csv$/);
    expect(await there.content()).not.toContain('Оспанова');
    await ministry.close();
  });

  test('the second step is turned on with a telephone and asked for at the next sign-in', async () => {
    await page.getByRole('link', { name: /Моя учётная запись/ }).click();
    await page.getByRole('button', { name: 'Включить' }).click();
    await dialog().getByLabel('Нынешний пароль').fill(password);
    await dialog().getByRole('button', { name: 'Продолжить' }).click();
    const key = (await page.getByTestId('totp-key').textContent()) ?? '';
    const telephone = new TOTP({ secret: Secret.fromBase32(key) });
    await expect.poll(() => page.locator('input[autocomplete=one-time-code]:focus').count()).toBe(1);
    await page.keyboard.type(telephone.generate());
    await dialog().getByRole('button', { name: 'Подтвердить' }).click();
    await dialog().getByRole('button', { name: 'Я сохранил коды' }).waitFor();
    const recovery = await dialog().getByRole('listitem').allTextContents();
    expect(recovery).toHaveLength(10);
    await dialog().getByRole('button', { name: 'Я сохранил коды' }).click();
    await page.getByText('Включён', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Выйти' }).click();
    await signIn(page, 'saule', password);
    await page.getByLabel('Код подтверждения').fill(recovery[0] ?? '');
    await page.getByRole('button', { name: 'Войти' }).click();
    await page.getByRole('heading', { name: 'Моя учётная запись' }).waitFor();
  });

  test('a session that was ended elsewhere goes back to signing in, with nothing left on the screen', async () => {
    await section('Сотрудники');
    await row('aigul').waitFor();
    await server.admin.setPassword('saule', password);
    await section('Устройства');
    await page.getByText('Сеанс завершён. Войдите снова.').waitFor();
    expect(await page.getByText('Айгүл').count()).toBe(0);
    await signIn(page, 'saule', password);
    await page.getByRole('heading', { name: 'Устройства' }).waitFor();
  });

  test('speaks Kazakh and English as well, and remembers which', async () => {
    await page.getByRole('button', { name: 'Қазақша' }).click();
    await page.getByRole('heading', { name: 'Құрылғылар' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Құрылғылар' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Devices' }).waitFor();
  });

  test('nothing that was typed or sent became more than text, and no policy was broken', async () => {
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
