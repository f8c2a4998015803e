import { read, utils, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeReport } from '#reports/write.ts';
import { aReport } from './sampleReport.ts';

async function workbook(report = aReport(), language: 'ru' | 'kk' | 'en' = 'ru') {
  return read((await writeReport(report, 'xlsx', language)).bytes, { cellStyles: true });
}

function rows(sheet: WorkSheet | undefined): unknown[][] {
  return sheet === undefined ? [] : utils.sheet_to_json(sheet, { header: 1 });
}

/** The row with this code in its last column. */
function rowOf(sheet: WorkSheet | undefined, id: string): unknown[] | undefined {
  return rows(sheet).find((row) => row[4] === id);
}

describe('the report as a workbook', () => {
  it('has figures, definitions and where they come from, named in its language', async () => {
    expect((await workbook()).SheetNames).toEqual(['Показатели', 'Определения', 'Об отчёте']);
    expect((await workbook(aReport(), 'kk')).SheetNames).toEqual([
      'Көрсеткіштер',
      'Анықтамалар',
      'Есеп туралы',
    ]);
  });

  it('holds numbers as numbers and hidden ones as marks', async () => {
    const { Sheets } = await workbook();
    expect(rowOf(Sheets.Показатели, 'left')).toEqual(['Выбыло за период', 29, undefined, 'детей', 'left']);
    expect(rowOf(Sheets.Показатели, 'admitted')?.[1]).toBe('<5');
    expect(rowOf(Sheets.Показатели, 'still_home.m3')?.slice(1, 3)).toEqual(['…', 22]);
    expect(rowOf(Sheets.Показатели, 'support_planned')?.slice(1, 4)).toEqual([12_650_000, undefined, '₸']);
    expect(rowOf(Sheets.Показатели, 'residents_on.2026-03-31')?.[1]).toBe(28);
  });

  it('holds every row of the report', async () => {
    const report = aReport();
    const { Sheets } = await workbook(report);
    const ids = rows(Sheets.Показатели).map((row) => row[4]);
    expect(ids).toEqual(
      expect.arrayContaining(report.sections.flatMap((section) => section.rows.map((row) => row.id))),
    );
  });

  it('says the as-of day, position, rules and fingerprint', async () => {
    const report = aReport();
    const about = new Map(rows((await workbook(report, 'en')).Sheets.About).map((row) => [row[0], row[1]]));
    expect(about.get('Data received by the end of')).toBe('2026-12-31');
    expect(about.get("Position in the institution's feed")).toBe(412);
    expect(about.get('Version of the rules')).toBe('kz-2026.1');
    expect(about.get('Fingerprint of the figures (SHA-256)')).toBe(report.fingerprint);
  });

  it('explains the suppression in the version to send out, and only there', async () => {
    const sent = rows((await workbook()).Sheets.Определения).map((row) => row[1]);
    const kept = rows((await workbook(aReport({ suppressed: false }))).Sheets.Определения).map(
      (row) => row[1],
    );
    expect(sent).toContain('suppression');
    expect(sent).toContain('still_home');
    expect(kept).not.toContain('suppression');
    expect(kept).toContain('as_of');
  });

  it('keeps a name that looks like a formula a name', async () => {
    const name = '=HYPERLINK("http://example.invalid";"Дом")';
    const { Sheets } = await workbook(aReport({ institution: { id: 'one', name } }));
    const cells = Object.values(Sheets).flatMap((sheet) =>
      Object.entries(sheet).flatMap(([address, cell]) => (address.startsWith('!') ? [] : [cell])),
    );
    expect(cells.filter((cell) => cell.f !== undefined)).toEqual([]);
    expect(cells.map((cell) => cell.v)).toContain(`'${name}`);
    expect(cells.filter((cell) => /^[=+\-@]/.test(String(cell.v)))).toEqual([]);
  });
});
