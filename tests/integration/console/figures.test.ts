/** Figures in the console: suppressed, as far as the role reaches, and without a name. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { overviewColumns, overviewShares } from '#shared/console/figures.ts';
import { ConsoleScene, refusal } from '#tests/support/consoleScene.ts';
import { home } from '#tests/support/office.ts';

let scene: ConsoleScene;
const other = 'Дом «Ақбота»';
const asOf = '2026-11-10';
let ids: Record<string, string>;

beforeAll(async () => {
  scene = await ConsoleScene.open();
  const { admin } = scene.office.server;
  await admin.addInstitution(other, '55');
  const aigul = await scene.office.laptop('caseworker');
  for (let child = 0; child < 7; child += 1) aigul.openCase('2026-01-10');
  for (let child = 0; child < 3; child += 1) aigul.openCase('2026-03-01');
  await scene.office.settle(aigul);
  ids = Object.fromEntries((await admin.institutions()).map((one) => [one.name, one.institutionId]));
});
afterAll(() => scene.close());

const period = (institution: string) => ({ institution, from: '2026-01-10', to: asOf, asOf });

test('small numbers are hidden, and the overview is what the report of the same period says', async () => {
  const { client } = await scene.signedIn('analyst');
  const { lines } = await client.figures.overview({ asOf });
  const line = lines.find((one) => one.name === home);
  const report = await client.figures.report({ ...period(ids[home] ?? ''), from: line?.from ?? asOf });
  expect(report.suppressed).toBe(true);
  expect(report.figures).toBeNull();
  const rows = new Map(report.sections.flatMap((section) => section.rows).map((row) => [row.id, row]));
  for (const column of overviewColumns) {
    const row = rows.get(column === 'residents' ? 'residents_to' : column);
    expect(line?.cells[column], column).toEqual(row?.cell);
  }
  for (const share of overviewShares) {
    const row = rows.get(share);
    expect(line?.shares[share], share).toEqual({ cell: row?.cell, of: row?.of });
  }
  // three were admitted later, and only three: neither they nor what would give them away is shown
  expect(line?.cells.admitted).toEqual({ suppressed: 'small' });
});

test('no answer and no file of the console tells a name, an ИИН or an address', async () => {
  const { client } = await scene.signedIn('administrator');
  const answers = [
    await client.institutions.list(),
    await client.people.list(),
    await client.codes.list(),
    await client.devices.list(),
    await client.quarantine.list(),
    await client.grants.list({ case: null, login: 'caseworker1' }),
    await client.audit.page({ topic: 'all', before: null }),
    await client.figures.overview({ asOf }),
    await client.figures.report(period(ids[home] ?? '')),
  ].map((answer) => JSON.stringify(answer));
  for (const format of ['csv', 'json'] as const) {
    const file = await client.figures.file({ ...period(ids[home] ?? ''), format, language: 'ru' });
    expect(file.name).toBe(`uige-closure-2026-01-10--${asOf}-as-of-${asOf}.${format}`);
    answers.push(await file.text());
  }
  expect(answers[5]).toContain('caseCode');
  for (const secret of ['Оспанова', 'Айзере', '190908691809', 'Каскелен', 'нет жилья'])
    expect(answers.join('\n')).not.toContain(secret);
});

test('files come as spreadsheet and as PDF too', async () => {
  const { client } = await scene.signedIn('analyst');
  const bytes = async (format: 'xlsx' | 'pdf') => {
    const file = await client.figures.file({ ...period(ids[home] ?? ''), format, language: 'kk' });
    return Buffer.from(await file.arrayBuffer())
      .subarray(0, 4)
      .toString('latin1');
  };
  expect(await bytes('xlsx')).toBe('PK\u0003\u0004');
  expect(await bytes('pdf')).toBe('%PDF');
});

test('an officer of the region sees the institutions where they hold the role, and no other', async () => {
  const { client } = await scene.signedIn('regional_officer', other);
  const { lines } = await client.figures.overview({ asOf });
  expect(lines.map((one) => one.name)).toEqual([other]);
  expect(await refusal(client.figures.report(period(ids[home] ?? '')))).toBe('institution_unknown');
  expect(await refusal(client.figures.report(period(ids[other] ?? '')))).toBe('done');
  const nothing = '00000000-0000-4000-8000-000000000000';
  expect(await refusal(client.figures.report(period(nothing)))).toBe('institution_unknown');
  const file = { ...period(ids[home] ?? ''), format: 'csv', language: 'ru' } as const;
  expect(await refusal(client.figures.file(file))).toBe('institution_unknown');
});

test('the ministry sees all, and what was known on a day is told as of that day', async () => {
  const { client } = await scene.signedIn('analyst');
  const { lines } = await client.figures.overview({ asOf });
  expect(lines.map((one) => one.name).sort()).toEqual([other, home].sort());
  // what reached the server today was not known yesterday
  const before = await client.figures.overview({ asOf: '2026-11-09' });
  expect(before.lines.find((one) => one.name === home)).toMatchObject({
    lastReceivedAt: null,
    cells: { residents: { value: 0 } },
  });
  // a day that has not come is today
  expect((await client.figures.overview({ asOf: '2030-01-01' })).asOf).toBe(asOf);
});

test('a period that ends before it begins is refused, and what was read is in the audit', async () => {
  const { client } = await scene.signedIn('analyst');
  const backwards = { ...period(ids[home] ?? ''), from: '2026-12-01' };
  expect(await refusal(client.figures.report(backwards))).toBe('period_backwards');
  await client.figures.report(period(ids[home] ?? ''));
  const administrator = await scene.signedIn('administrator');
  const { lines } = await administrator.client.audit.page({ topic: 'figures', before: null });
  expect(lines[0]).toMatchObject({
    action: 'console.figures.report',
    person: expect.stringContaining('analyst'),
    details: { institution: home, from: '2026-01-10' },
  });
});
