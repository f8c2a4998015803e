/**
 * The file of a child without a mouse: the focus comes back to where a form was opened, a mistake takes the focus
 * to its field, and nothing that can be pressed is without a name.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, passphrase } from '#tests/support/desk.ts';
import { bringHome, findChild, prepareChild } from '#tests/support/wayHome.ts';
import { CaseFile, goTo, openChild, unlock } from './caseworker.ts';
import { launchApp, type RunningApp } from './launch.ts';

describe('a caseworker works with the keyboard', () => {
  let desk: Desk;
  let app: RunningApp;

  beforeAll(async () => {
    desk = await Desk.of('caseworker');
    await desk.import();
    const child = await findChild(desk, 'әлімханов данияр русланович');
    await prepareChild(desk, child);
    await bringHome(desk, child);
    await desk.host.close();
    app = await launchApp({ home: desk.folder, today: '2025-11-24' });
    await unlock(app.page, passphrase);
    await openChild(app.page, 'данияр русланович', /Данияр Русланович/);
  });
  afterAll(async () => {
    await app.close();
    await desk.close();
  });

  const focused = (): Promise<string> =>
    app.page.evaluate(() => {
      const { activeElement: held } = document;
      if (held === null || held === document.body) return 'nothing';
      return held.getAttribute('aria-label') ?? held.textContent ?? '';
    });

  test('a form that is closed gives the focus back to the button that opened it', async () => {
    const { page } = app;
    const button = page.getByRole('button', { name: 'Другой переход' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Другой переход');
  });

  test('a form from the menu, or from the day’s work, gives it to the button that records a step', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await file.record('Добавить заметку');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Записать шаг');

    await goTo(page, 'Сегодня');
    await page
      .getByRole('link', { name: /Записать визит: Әлімхан/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Записать шаг');
  });

  test('every form opens at its first field, or at the first choice', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await page.getByRole('button', { name: 'Записать шаг' }).click();
    const titles = await file.form.locator('section button').allTextContents();
    expect(titles.length).toBeGreaterThan(20);
    await expect.poll(focused).toBe(titles[0]);
    await page.keyboard.press('Escape');
    await file.form.waitFor({ state: 'detached' });
    /** Whether the focus is at the first field behind the day; of choices one may be chosen already. */
    const atFirst = (): Promise<boolean> =>
      page.evaluate(() => {
        const held = document.activeElement;
        if (held?.matches('[role=dialog] form button.mantine-FileInput-input')) return true;
        const fields = [
          ...document.querySelectorAll<HTMLInputElement>(
            '[role=dialog] form input, [role=dialog] form textarea',
          ),
        ].filter((one) => one.type !== 'hidden' && one.checkVisibility());
        const first = fields[1] ?? fields[0];
        return held === first || (first?.type === 'radio' && held?.getAttribute('name') === first.name);
      });
    for (const title of titles) {
      await file.record(title);
      await file.form.locator('form').waitFor();
      await expect.poll(atFirst, { message: title }).toBe(true);
      expect(await page.getByRole('listbox').isVisible(), title).toBe(false);
      await page.keyboard.press('Escape');
      await file.form.waitFor({ state: 'detached' });
    }
  });

  test('of choices the one that is chosen has the focus', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await file.record('Записать визит');
    const value = () =>
      page.evaluate(() =>
        document.activeElement instanceof HTMLInputElement ? document.activeElement.value : '',
      );
    await expect.poll(value).toBe('home');
    expect(await page.locator('input:focus').isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await file.form.waitFor({ state: 'detached' });
  });

  test('a question whether one is sure has the focus on the answer that loses nothing', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await file.record('Добавить заметку');
    await expect.poll(() => page.locator('textarea:focus').count()).toBe(1);
    await page.keyboard.type('Печь');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('Вернуться к записи');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' сложена');
    expect(await page.locator('textarea:focus').inputValue()).toBe('Печь сложена');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Закрыть без сохранения' }).click();
    await file.form.waitFor({ state: 'detached' });
  });

  test('what is saved does not leave the keyboard in the middle of nowhere', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await page.getByRole('button', { name: 'Подвести итог' }).focus();
    await page.keyboard.press('Enter');
    await file.pick(/^достигнута/);
    await file.fill('Что получилось', 'Печь сложена');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Печь сложена').waitFor();
    // the goal is ended, and its button is gone with it
    await expect.poll(focused).toBe('Записать шаг');
  });

  test('a mistake takes the focus to the first field that is wrong', async () => {
    const { page } = app;
    const file = new CaseFile(page);
    await file.record('Записать визит');
    const asked = page.getByRole('group', { name: 'Ребёнка видели?' });
    await asked.waitFor();
    await expect.poll(() => file.form.evaluate((form) => form.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Control+Enter');
    await asked.getByText('Заполните это поле').waitFor();
    await expect.poll(() => asked.evaluate((group) => group.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('every button of a form and of a question has a name', async () => {
    const { page } = app;
    const nameless = (): Promise<string[]> =>
      page
        .getByRole('dialog')
        .evaluate((dialog) =>
          [...dialog.querySelectorAll('button:not([aria-hidden="true"])')]
            .filter((button) => !button.getAttribute('aria-label') && button.textContent?.trim() === '')
            .map((button) => button.outerHTML),
        );
    const file = new CaseFile(page);
    await file.record('Исправить дату поступления');
    await page.getByRole('dialog').getByRole('textbox').last().waitFor();
    expect(await nameless()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await goTo(page, 'Сегодня');
    await page.getByRole('button', { name: 'Маршрутный лист' }).click();
    await page.getByText('В листе есть имена детей').waitFor();
    expect(await nameless()).toEqual([]);
  });
});
