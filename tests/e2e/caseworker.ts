/** What a caseworker does at the window, by the words on it (Russian). */
import type { Locator, Page } from 'playwright-core';

export const passphrase = 'тёплый дом у реки';

export async function makeProfile(page: Page, institution: string): Promise<void> {
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByLabel('Ваше имя и фамилия').fill('Айгүл Нұрланова');
  await page.getByLabel('Учреждение').fill(institution);
  await page.getByLabel('Парольная фраза', { exact: true }).fill(passphrase);
  await page.getByLabel('Парольная фраза ещё раз').fill(passphrase);
  await page.getByRole('button', { name: 'Создать профиль' }).click();
  await keepRecoveryKey(page, 'Начать работу');
}

/** Copies the groups that are asked back from the key on the screen, and answers the key. */
export async function keepRecoveryKey(page: Page, button: string): Promise<string> {
  const key = page.getByTestId('recovery-key');
  await key.waitFor({ timeout: 60_000 });
  const groups = ((await key.textContent()) ?? '').split(/\s+/);
  for (const field of await page.getByLabel(/^Группа/).all()) {
    const label = await field.evaluate((input) => Reflect.get(input, 'labels')?.[0]?.textContent ?? '');
    await field.fill(groups[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
  await page.getByLabel(/Ключ у меня/).check();
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('navigation').waitFor();
  return groups.join('-');
}

export async function unlock(page: Page, phrase = passphrase): Promise<void> {
  await page.getByLabel('Парольная фраза').fill(phrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor({ timeout: 60_000 });
}

/** Goes to a page by the navigation at the left. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
}

/** Takes a register in, through every step of the wizard. */
export async function importRegister(page: Page, file: string): Promise<void> {
  await goTo(page, 'Дети');
  await page
    .getByRole('button', { name: 'Загрузить список' })
    .or(page.getByRole('link', { name: 'Загрузить список' }))
    .first()
    .click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('table').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Дальше' }).click();
  await page.getByText('Пара 1 из 1').waitFor();
  await page.getByRole('button', { name: 'Дальше' }).click();
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await page.getByText('Перейти к детям').waitFor({ timeout: 60_000 });
}

export async function openChild(page: Page, search: string, name: RegExp): Promise<void> {
  await goTo(page, 'Дети');
  await page.getByLabel('Поиск детей').fill(search);
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** The forms of a child's file. */
export class CaseFile {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get form(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Opens the form of a kind of step from the menu. */
  async record(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Записать шаг' }).click();
    await this.form.getByRole('button', { name, exact: true }).click();
  }

  async fill(label: string, text: string): Promise<void> {
    await this.form.getByLabel(label, { exact: true }).fill(text);
  }

  async pick(label: string | RegExp): Promise<void> {
    await this.form.locator('label').filter({ hasText: label }).first().click();
  }

  async choose(list: string, option: string | RegExp): Promise<void> {
    await this.form.getByRole('combobox', { name: list }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  async save(button = 'Сохранить'): Promise<void> {
    await this.form.getByRole('button', { name: button, exact: true }).click();
    await this.form.waitFor({ state: 'detached' });
  }

  async answer(check: string, answer = /^да$/): Promise<void> {
    await this.record('Ответить на пункт готовности');
    await this.choose('Пункт', check);
    await this.pick(answer);
    await this.save();
  }

  /** Makes the move that stands beside the way home. */
  async move(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await this.save(button);
  }
}
