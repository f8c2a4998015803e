/** The lock as a person meets it: too many wrong tries, a forgotten passphrase, ways to lock, a store that cannot be opened. */
import { closeSync, cpSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWriter } from '#db/open/openDatabase.ts';
import { databaseFileName } from '#db/vault/keyFile.ts';
import { recoverVault, unlockVault } from '#db/vault/vault.ts';
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { aChild } from '#tests/factories/story.ts';
import { Desk, ok, passphrase } from '#tests/support/desk.ts';
import { quick } from '#tests/support/hardness.ts';
import { CaseFile, goTo, keepRecoveryKey, openChild, unlock } from './caseworker.ts';
import { launchApp, makeHome, type RunningApp, removeHome } from './launch.ts';

const newPhrase = 'новая добрая фраза';

describe('the lock', () => {
  const desk = new Desk();
  let recoveryKey: string;
  let app: RunningApp;

  beforeAll(async () => {
    desk.today = dayOfInstant(Date.now());
    const person = { name: 'Айгүл С.', role: 'caseworker', institution: 'Дом надежды' } as const;
    const made = ok(await desk.client.profile.create({ ...person, passphrase, language: 'ru' }));
    recoveryKey = made.recoveryKey;
    const child = { ...aChild, givenName: 'Али', familyName: 'Оспанов', patronymic: null };
    const opened = { institution: 'Дом надежды', admittedOn: '2025-11-01' as const, child };
    ok(await desk.client.cases.open(opened));
    await desk.host.close();
    app = await launchApp({ home: desk.folder });
  });
  afterAll(async () => {
    await app.close();
    await desk.close();
  });

  test('counts down after too many wrong passphrases, and takes none meanwhile', async () => {
    const { page } = app;
    for (const attempt of [1, 2, 3, 4, 5]) {
      await page.getByLabel('Парольная фраза').fill(`не та фраза ${attempt}`);
      await page.keyboard.press('Enter');
      await page.getByText(/не подходит|Подождите/).waitFor();
      await expect.poll(() => page.getByLabel('Парольная фраза').inputValue()).toBe('');
    }
    const seconds = async (): Promise<number> =>
      Number((await page.getByText(/Подождите/).textContent())?.replaceAll(/\D/g, ''));
    const first = await seconds();
    expect(first).toBeGreaterThan(0);
    await expect.poll(seconds).toBeLessThan(first);
    await page.getByLabel('Парольная фраза').fill(passphrase);
    expect(await page.getByRole('button', { name: 'Открыть' }).isDisabled()).toBe(true);
  });

  test('opens with the printed key, under a new passphrase', async () => {
    const { page } = app;
    await page.getByText('Забыли фразу?').click();
    await page.getByRole('button', { name: /ключ/ }).click();
    await page.getByLabel('Ключ восстановления').fill('AAAA-BBBB-CCCC');
    await page.getByLabel('Парольная фраза', { exact: true }).fill(newPhrase);
    await page.getByLabel('Парольная фраза ещё раз').fill(newPhrase);
    await page.getByRole('button', { name: 'Открыть и сменить фразу' }).click();
    await page.getByText('Ключ восстановления не подходит').waitFor();
    await page.getByLabel('Ключ восстановления').fill(recoveryKey);
    await page.getByRole('button', { name: 'Открыть и сменить фразу' }).click();
    await page.getByRole('navigation').waitFor();
  });

  test('locks at a keystroke, and when the computer goes to sleep or shows its own lock', async () => {
    const { page, electron } = app;
    await page.keyboard.press('Control+l');
    for (const event of ['suspend', 'lock-screen']) {
      await unlock(page, newPhrase);
      await electron.evaluate(({ powerMonitor }, what) => powerMonitor.emit(what), event);
      await page.getByLabel('Парольная фраза').waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
    }
  });

  test('shows nothing of a child behind itself, and loses nothing of a note in the middle of writing', async () => {
    const { page } = app;
    await unlock(page, newPhrase);
    await openChild(page, 'Оспанов', /Оспанов/);
    const file = new CaseFile(page);
    await file.record('Добавить заметку');
    await file.fill('Заметка', 'Бабушка рассказала, что мама Али');
    await page.keyboard.press('Control+l');
    await page.getByLabel('Парольная фраза').waitFor();
    const shown = await page.evaluate(() => document.title + document.documentElement.outerHTML);
    expect(shown).not.toMatch(/Оспанов|Али|Бабушка|[0-9A-Z]{4}-[0-9A-Z]{4}/);
    await unlock(page, newPhrase);
    await page.getByText('Незаконченные записи').waitFor();
    await page.getByRole('link', { name: 'Продолжить' }).click();
    expect(await file.form.getByLabel('Заметка', { exact: true }).inputValue()).toBe(
      'Бабушка рассказала, что мама Али',
    );
    await page.getByText(/Вы остановились здесь/).waitFor();
    await file.save();
    await page.getByText('Бабушка рассказала, что мама Али').waitFor();
    await page.getByText('Незаконченные записи').waitFor({ state: 'detached' });
  });

  test('warns a minute before nobody is there any more, and then locks', async () => {
    const { page } = app;
    await page.keyboard.press('Control+l');
    await page.getByLabel('Парольная фраза').waitFor();
    // while nothing runs by the window's own clock
    await page.clock.install();
    await unlock(page, newPhrase);
    await page.clock.fastForward('09:20');
    await page.getByTestId('idle').waitFor();
    await page.mouse.move(200, 200);
    await page.getByTestId('idle').waitFor({ state: 'detached' });
    await page.clock.fastForward('09:20');
    await page.getByTestId('idle').waitFor();
    await page.clock.fastForward('01:00');
    await page.getByLabel('Парольная фраза').waitFor();
  });

  test('puts the cursor where the passphrase is typed, whatever is to be changed', async () => {
    const { page } = app;
    await unlock(page, newPhrase);
    await goTo(page, 'Настройки');
    for (const change of ['Новый ключ восстановления', 'Сменить парольную фразу']) {
      await page.getByRole('button', { name: change }).click();
      const asked = page.getByLabel('Нынешняя парольная фраза');
      await expect.poll(() => asked.evaluate((field) => field === document.activeElement)).toBe(true);
    }
  });

  test('gives another recovery key for the passphrase, and voids the one before', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Новый ключ восстановления' }).click();
    await page.getByLabel('Нынешняя парольная фраза').fill(newPhrase);
    await page.getByRole('button', { name: 'Сделать новый ключ' }).click();
    const next = await keepRecoveryKey(page, 'Готово');
    const now = new Date();
    const given = { passphrase, hardness: quick };
    expect(await recoverVault(desk.folder, recoveryKey, given)).toMatchObject({ ok: false });
    expect(await recoverVault(desk.folder, next, given)).toMatchObject({ ok: true });
    expect(await unlockVault(desk.folder, passphrase, now)).toMatchObject({ ok: true });
  });
});

describe('a store that cannot be opened', () => {
  let home: string;
  beforeAll(async () => {
    const desk = await Desk.of('caseworker');
    home = await makeHome();
    await desk.host.close();
    cpSync(desk.folder, home, { recursive: true });
    await desk.close();
  });
  afterAll(() => removeHome(home));

  async function tryToOpen(work: (page: Page) => Promise<void>): Promise<void> {
    await using app = await launchApp({ home });
    await app.page.getByLabel('Парольная фраза').fill(passphrase);
    await app.page.keyboard.press('Enter');
    await work(app.page);
  }

  test('made by a later version: asks to update, and changes nothing', async () => {
    const vault = await unlockVault(home, passphrase, new Date());
    if (!vault.ok) throw new Error(vault.error.code);
    const file = path.join(home, databaseFileName);
    const opened = openWriter({ path: file, key: vault.value.key });
    if (!opened.ok) throw new Error(opened.error.code);
    opened.value.execute('PRAGMA user_version = 9999');
    opened.value.close();
    await tryToOpen((page) =>
      page
        .getByRole('alert')
        .filter({ hasText: /нов.*верси/i })
        .waitFor(),
    );
  });

  test('damaged: says so, and what to keep', async () => {
    const file = openSync(path.join(home, databaseFileName), 'r+');
    writeSync(file, Buffer.alloc(60_000, 7), 0, 60_000, 0);
    closeSync(file);
    await tryToOpen(async (page) => {
      const alert = page.getByRole('alert');
      await alert.filter({ hasText: 'Хранилище повреждено' }).waitFor();
      expect(await alert.textContent()).toContain('Ничего не удаляйте');
    });
  });
});

describe('practice data', () => {
  test('are asked about before they end, also from the settings', async () => {
    await using app = await launchApp();
    const { page } = app;
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.getByRole('button', { name: /учебн/i }).click();
    await page.getByRole('navigation').waitFor();
    await goTo(page, 'Настройки');
    await page.getByRole('button', { name: 'Заблокировать сейчас' }).click();
    const question = page.getByRole('dialog', { name: 'Закончить с учебными данными?' });
    await question.getByRole('button', { name: 'Отменить' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('navigation').waitFor();
  });
});
