/**
 * The core of the main job through the real window: a profile, the register, one child from the list to
 * the family, the figures and the report; then the app is quit, started again, and everything is there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaseFile, goTo, importRegister, makeProfile, openChild, unlock } from './caseworker.ts';
import { launchApp, makeHome, type RunningApp, removeHome } from './launch.ts';

const register = path.resolve(import.meta.dirname, '../fixtures/registers/dom-nadezhdy.xlsx');
const child = /Ахметова Әмина/;

describe('a child comes home, through the window', () => {
  let home: string;
  let app: RunningApp;
  const before = new Set(readdirSync(tmpdir()));

  beforeAll(async () => {
    home = await makeHome();
    app = await launchApp({ home, today: '2025-11-10' });
  });
  afterAll(async () => {
    await app.close();
    await removeHome(home);
  });

  test('a profile is made and the register taken in: 34 rows, 33 children', async () => {
    const { page } = app;
    await makeProfile(page, 'Дом надежды');
    await importRegister(page, register);
    await page.getByText('Перейти к детям').click();
    await page.getByText(/^33 ребёнка/).waitFor();
    await goTo(page, 'Учреждение');
    await page.getByText(/было 33/).waitFor();
  });

  test('a child is found by the Russian look-alikes of Kazakh letters', async () => {
    const { page } = app;
    await openChild(page, 'амина', child);
    expect(await page.getByText('140507693915').count()).toBeGreaterThan(0);
  });

  test('the gate refuses a move, says what is missing, and lets it pass once that is there', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await page.getByRole('button', { name: 'Другой переход' }).click();
    await file.form.getByRole('button', { name: 'Начать оценку' }).click();
    const refusal = page.getByTestId('refusal');
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('основание');
    await page.keyboard.press('Escape');
    await file.form.waitFor({ state: 'detached' });

    await file.record('Записать основание для работы');
    await file.pick('заявление родителя');
    await file.fill('Статья, заявление или документ', 'Заявление матери');
    await file.save();
    await file.move('Начать оценку');
  });

  test('assessment, plan and preparation are recorded step by step', async () => {
    const file = new CaseFile(app.page);
    await file.record('Записать оценку ребёнка');
    await file.fill('Вывод', 'Здорова, скучает по маме.');
    await file.save();
    await file.record('Записать оценку семьи');
    await file.pick(/мать/);
    await file.pick('высокая');
    await file.pick('Жильё осмотрено');
    await file.fill('Вывод', 'Две комнаты, тепло.');
    await file.save();
    await file.record('Подтвердить родство');
    await file.pick(/мать/);
    await file.fill('Какой документ или какие источники', 'Свидетельство о рождении');
    await file.save();
    await file.record('Записать мнение ребёнка');
    await file.fill('Слова ребёнка', 'Хочу к маме');
    await file.pick('хочет домой');
    await file.save();
    await file.answer('Родительские права выяснены');
    await file.move('Перейти к плану');
    await file.record('Поставить цель');
    await file.pick('Доход');
    await file.fill('Цель', 'Мама работает');
    await file.fill('Что сделаем', 'Курс швеи');
    await file.form.getByLabel('Срок', { exact: true }).fill('20.02.2026');
    await file.save();
    await file.move('Перейти к подготовке');
  });

  test('consent, contacts, help, decisions and checks open the way to the trial stay', async () => {
    const file = new CaseFile(app.page);
    await file.record('Записать согласие');
    await file.pick(/мать/);
    await file.save();
    for (const kind of ['Встреча в учреждении', 'Звонок', 'Ночёвка дома']) {
      await file.record('Записать встречу с семьёй');
      await file.pick(/мать/);
      await file.pick(kind);
      await file.fill('Как прошло', 'Хорошо.');
      await file.save();
    }
    await file.record('Назначить поддержку');
    await file.fill('Что именно', 'Швейная машинка');
    await file.choose('Вид', 'мебель');
    await file.fill('Сколько стоит, ₸', '148000');
    await file.pick('фонд, НПО');
    await file.form.getByLabel('Передать до').fill('30.11.2025');
    await file.save();
    await file.record('Записать консилиум');
    await file.fill('Номер протокола', '14');
    await file.form.getByLabel('Кто участвовал').fill('А. Нурланова');
    await app.page.keyboard.press('Enter');
    await file.pick('одобряет возвращение');
    await file.save();
    for (const [number, day] of [
      ['7', '07.11.2025'],
      ['112', '08.11.2025'],
    ] as const) {
      await file.record('Записать решение');
      await file.fill('Номер', number);
      await file.form.getByLabel('Дата решения').fill(day);
      await file.save();
    }
    for (const check of [
      'Нет насилия и жестокого обращения',
      'Справки о несудимости и с учёта',
      'Доход есть или пособия оформляются',
      'План по здоровью',
      'Место в школе или детском саду',
      'Ребёнок подготовлен',
      'Семья подготовлена',
      'План на крайний случай и телефон у семьи',
      'Документы ребёнка переданы',
      'План визитов и ответственный',
    ]) {
      await file.answer(check);
    }
    await file.move('Одобрить возвращение');
    await file.move('Начать пробное проживание');
    await file.record('Начать пробное проживание');
    await file.pick(/мать/);
    await file.form.getByLabel('До какого дня').fill('20.11.2025');
    await file.save();
    // a goal can be ended by a button of the same name
    await app.page
      .getByRole('region', { name: 'Ждёт решения' })
      .getByRole('button', { name: 'Подвести итог' })
      .click();
    await file.pick('прошло хорошо');
    await file.save();
  });

  test('the child goes home with the handover act, and the institution has one resident less', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await page.getByRole('button', { name: 'Вернуть в семью' }).click();
    await file.pick(/мать/);
    await file.fill('Номер акта', '3');
    await file.save('Вернуть в семью');
    await page.getByText('Визиты после возвращения').waitFor();
    await goTo(page, 'Учреждение');
    await page.getByText(/выбыло 1/).waitFor();
  });

  test('the report is saved as a file without a name in it', async () => {
    const { page, electron } = app;
    const place = path.join(home, 'report.json');
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, place);
    await goTo(page, 'Отчёты');
    await page.getByRole('button', { name: 'Сохранить отчёт' }).click();
    await page.getByRole('menuitem', { name: 'JSON' }).click();
    await page.getByText(/сохранён/).waitFor();
    const report = await readFile(place, 'utf8');
    expect(JSON.parse(report)).toMatchObject({
      report: { institution: { name: 'Дом надежды' }, suppressed: true },
    });
    expect(report).not.toMatch(/Ахметов|140507693915/);
  });

  test('nothing of it is readable on the disk: database, its log, or any temporary file', async () => {
    const files = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('.db'))).toBe(true);
    expect(files.some((file) => file.endsWith('-wal'))).toBe(true);
    const added = readdirSync(tmpdir(), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !before.has(entry.name))
      .map((entry) => path.join(tmpdir(), entry.name));
    for (const file of [...files, ...added]) {
      const bytes = readFileSync(file);
      for (const word of ['Ахметова', 'Әмина', '140507693915', 'Хочу к маме']) {
        expect(bytes.includes(Buffer.from(word, 'utf8')), `${word} in ${file}`).toBe(false);
        expect(bytes.includes(Buffer.from(word, 'utf16le')), `${word} in ${file}`).toBe(false);
      }
    }
  });

  test('after quitting and starting again ten days later everything is there, and visits are due', async () => {
    await app.close();
    app = await launchApp({ home, today: '2025-11-20' });
    const { page } = app;
    await unlock(page);
    await goTo(page, 'Сегодня');
    await page
      .getByRole('link', { name: /Записать визит/ })
      .first()
      .click();
    const file = new CaseFile(page);
    await file.pick('да, видели');
    await file.pick('ребёнок живёт дома');
    await file.fill('Что увидели', 'Всё хорошо');
    await file.save();
    await page.getByText('Всё хорошо').waitFor();
    await page.getByText('Хочу к маме').first().waitFor();
    await goTo(page, 'Учреждение');
    await page.getByText(/выбыло 1/).waitFor();
    expect(app.complaints).toEqual([]);
  });
});
