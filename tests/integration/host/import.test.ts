import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, home, ok, refusal } from '#tests/support/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.of('caseworker');
});
afterEach(() => desk.close());

async function fileOf(name: string): Promise<File> {
  return new File([new Uint8Array(await readFile(`tests/fixtures/registers/${name}`))], name);
}

/** A list of invented children, long enough for several batches. */
function longList(children: number): File {
  const rows = Array.from({ length: children }, (_, at) => {
    const born = `${String((at % 28) + 1).padStart(2, '0')}.${String((at % 12) + 1).padStart(2, '0')}.20${10 + (at % 12)}`;
    return `${at + 1};Сериков${'абвгдежзик'[at % 10]}${'лмнопрстуф'[Math.floor(at / 10) % 10]} Тимур${'абвгд'[Math.floor(at / 100) % 5]};${born};м`;
  });
  return new File([['№;ФИО;Дата рождения;Пол', ...rows].join('\n')], 'list.csv');
}

describe('an import', () => {
  it('writes nothing before it is told to', async () => {
    ok(await desk.client.register.open({ file: await fileOf('dom-nadezhdy.xlsx') }));
    expect(ok(await desk.client.cases.list({})).all).toBe(0);
  });

  it('refuses to count from a day that has not come, and writes nothing', async () => {
    const { registerId } = ok(await desk.client.register.open({ file: await fileOf('dom-nadezhdy.xlsx') }));
    const order = { registerId, institution: home, baselineDay: '2025-12-31' };
    for await (const event of await desk.client.register.run(order)) {
      if ('finished' in event) expect(refusal(event.finished).code).toBe('day_in_future');
    }
    expect(ok(await desk.client.cases.list({})).all).toBe(0);
  });

  it('takes another sheet or another column when the person says so', async () => {
    const opened = ok(await desk.client.register.open({ file: await fileOf('koldau-ortalygy.xlsx') }));
    const [, second] = opened.preview.sheets;
    expect(second).toBeDefined();
    const iin = opened.preview.columns.find((column) => column.field === 'iin');
    const mapping = { [String(iin?.index)]: null };
    const corrected = ok(await desk.client.register.preview({ registerId: opened.registerId, mapping }));
    expect(corrected.registerId).toBe(opened.registerId);
    expect(corrected.preview.rows.every(({ draft }) => draft.iin === null)).toBe(true);
    const wrong = await desk.client.register.preview({
      registerId: opened.registerId,
      mapping: { 0: 'shoe_size' },
    });
    expect(refusal(wrong).code).toBe('invalid');
  });

  it('keeps what is written when it is stopped, and goes on from there with the same file', async () => {
    const { registerId } = ok(await desk.client.register.open({ file: longList(250) }));
    for await (const event of await desk.client.register.run({ registerId, institution: home })) {
      if ('progress' in event && event.progress.done > 0) break;
    }
    const kept = ok(await desk.client.cases.list({})).all;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(250);
    expect(ok(await desk.client.data.verify())).toMatchObject({
      chain: { ok: true },
      projections: { ok: true },
    });

    const again = ok(await desk.client.register.open({ file: longList(250) }));
    for await (const event of await desk.client.register.run({
      registerId: again.registerId,
      institution: home,
    })) {
      if ('finished' in event) expect(ok(event.finished).created).toBe(250 - kept);
    }
    expect(ok(await desk.client.cases.list({})).all).toBe(250);
  });

  it('forgets the file when it is closed, locked away or half an hour old', async () => {
    const file = await fileOf('dom-nadezhdy.xlsx');
    const first = ok(await desk.client.register.open({ file }));
    ok(await desk.client.register.close({ registerId: first.registerId }));
    expect(refusal(await desk.client.register.preview({ registerId: first.registerId })).code).toBe(
      'import_expired',
    );
    const second = ok(await desk.client.register.open({ file }));
    desk.today = '2025-11-04';
    expect(refusal(await desk.client.register.preview({ registerId: second.registerId })).code).toBe(
      'import_expired',
    );
  });

  it('keeps the row of the paper list word for word, and who the family is', async () => {
    await desk.import();
    const { rows } = ok(await desk.client.cases.list({ search: 'ким максим' }));
    const { state } = ok(await desk.client.cases.get({ case: rows[0]?.caseCode ?? '' }));
    expect(Object.values(state.original ?? {})).toContain('Ким Максим Русланович');
    expect(state.registerDate).toBe('2025-11-01');
    expect(state.kin.map((kin) => kin.relation)).toContain('mother');
    expect(state.siblings?.caseIds).toHaveLength(2);
    expect(state.caseworker?.name).toBe('Айгүл С.');
  });

  it('sets the baseline once, by the day of the first list', async () => {
    await desk.import();
    const first = ok(await desk.client.institution.figures({ institution: home })).figures;
    await desk.import('tests/fixtures/registers/dom-rebenka-1251.csv');
    const second = ok(await desk.client.institution.figures({ institution: home })).figures;
    expect([first.baselineDay, second.baselineDay]).toEqual(['2025-11-01', '2025-11-01']);
    expect(second.residents).toBe(45);
  });
});

describe('a case opened by hand', () => {
  const child = {
    familyName: 'Ким',
    givenName: 'Максим',
    patronymic: 'Русланович',
    sex: 'm' as const,
    birthDate: '2012-02-07',
    birthYear: null,
    iin: null,
    iinStatus: 'missing' as const,
    legalStatus: 'undetermined' as const,
    reasons: [],
    mainReason: null,
    reasonText: null,
    healthGroup: null,
    disability: null,
    familyAddress: null,
    familyPlace: null,
    note: null,
  };

  it('is told of the child who is there already, and opened all the same when the person says so', async () => {
    await desk.import();
    const order = { institution: home, child, admittedOn: '2025-04-16' };
    const refused = refusal(await desk.client.cases.open(order));
    expect(refused.details).toMatchObject({ duplicateOf: { caseCode: expect.any(String) } });
    const { caseCode } = ok(await desk.client.cases.open({ ...order, evenIfDuplicate: true }));
    expect(ok(await desk.client.cases.get({ case: caseCode })).daysInCare).toBe(201);
  });
});

describe('what the app tells the window', () => {
  it('is a topic whenever something may be shown anew', async () => {
    const changes = await desk.client.data.changes();
    const first = changes.next();
    await desk.import();
    expect((await first).value).toEqual({ topic: 'cases' });
    await changes.return(undefined);
  });

  it('is a report as a file, suppressed unless told otherwise', async () => {
    await desk.import();
    const order = { institution: home, from: '2025-11-01', to: '2025-11-03' };
    const shown = ok(await desk.client.report.preview(order));
    expect(shown).toMatchObject({ suppressed: true, figures: null });
    const { file } = ok(await desk.client.report.file({ ...order, format: 'csv', language: 'ru' }));
    expect(file.name).toMatch(/\.csv$/);
    expect(await file.text()).not.toContain('Тулегенов');
    const backwards = await desk.client.report.preview({ ...order, from: '2025-12-01' });
    expect(refusal(backwards).code).toBe('invalid');
  });
});
