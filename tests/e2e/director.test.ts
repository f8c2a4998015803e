/** A director, who keeps no case, at the window: Today does not ask for a list of children that is long there. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, ok, passphrase } from '#tests/support/desk.ts';
import { Office } from '#tests/support/office.ts';
import { unlock } from './caseworker.ts';
import { launchApp, type RunningApp } from './launch.ts';

const today = '2025-11-20';
let office: Office;
let caseworker: Desk;
let director: Desk;
let app: RunningApp;

beforeAll(async () => {
  office = await Office.open({ now: () => new Date(`${today}T05:00:00Z`) });
  caseworker = await Desk.of('caseworker');
  await caseworker.import();
  director = await Desk.of('director');
  for (const [desk, role] of [
    [caseworker, 'caseworker'],
    [director, 'director'],
  ] as const) {
    desk.today = today;
    const { code } = await office.server.admin.makeCode(await office.employ(role));
    ok(await desk.client.sync.enrol({ server: office.server.url, code }));
    ok(await desk.client.sync.now({}));
    await office.server.drained();
  }
  ok(await director.client.sync.now({}));
  await director.host.close();
  app = await launchApp({ home: director.folder, today });
  await unlock(app.page, passphrase);
});
afterAll(async () => {
  await app.close();
  await office.close();
  await caseworker.close();
  await director.close();
});

test('Today leads the director to the institution, not to an import', async () => {
  const { page } = app;
  await page.getByText('Дела ведут другие').waitFor();
  expect(await page.getByRole('link', { name: 'Загрузить список' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Открыть учреждение' }).click();
  await page.getByText('Сейчас в учреждении').waitFor();
});
