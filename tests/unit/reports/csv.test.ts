import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadsheetText } from '#reports/words/spreadsheetText.ts';
import { writeReport } from '#reports/write.ts';
import type { Language } from '#shared/i18n/index.ts';
import { aReport } from './sampleReport.ts';

async function lines(language: Language, delimiter: string, report = aReport()): Promise<string[][]> {
  const { bytes } = await writeReport(report, 'csv', language);
  return parse(Buffer.from(bytes), { bom: true, delimiter, relax_column_count: false });
}

describe('the report as CSV', () => {
  it('begins with a byte order mark and separates by semicolons in Russian and Kazakh', async () => {
    const { bytes } = await writeReport(aReport(), 'csv', 'kk');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect((await lines('kk', ';'))[0]).toEqual([
      'Бөлім',
      'Код',
      'Көрсеткіш',
      'Мәні',
      'Жалпы саны',
      'Бірлік',
    ]);
    expect((await lines('ru', ';'))[0]?.[0]).toBe('Раздел');
    expect((await lines('en', ','))[0]).toEqual(['Section', 'Code', 'Figure', 'Value', 'Of', 'Unit']);
  });

  it('has one line for each figure, with plain numbers', async () => {
    const byId = new Map((await lines('ru', ';')).map((line) => [line[1], line]));
    expect(byId.get('support_planned')?.slice(2)).toEqual(['Запланировано поддержки', '12650000', '', '₸']);
    expect(byId.get('still_home.m3')?.slice(3)).toEqual(['…', '22', 'детей']);
    expect(byId.get('missing.handover_act')?.slice(2, 4)).toEqual(['Акт передачи ребёнка', '<5']);
  });

  it('ends with the definitions and what the figures stand on', async () => {
    const report = aReport();
    const all = await lines('en', ',', report);
    const sections = [...new Set(all.map((line) => line[0]))];
    expect(sections.slice(-2)).toEqual(['Definitions', 'About']);
    const about = new Map(all.filter((line) => line[0] === 'About').map((line) => [line[1], line[3]]));
    expect(about.get('as_of')).toBe('2026-12-31');
    expect(about.get('rules')).toBe('kz-2026.1');
    expect(about.get('fingerprint')).toBe(report.fingerprint);
    expect(all.filter((line) => line[0] === 'Definitions').map((line) => line[1])).toEqual(
      expect.arrayContaining(['suppression', 'still_home', 'visits', 'as_of']),
    );
  });

  it('keeps quotes, separators and line ends of a name inside its field', async () => {
    const name = 'Дом "Үміт"; корпус 2,\r\nсело Шелек';
    const all = await lines('ru', ';', aReport({ institution: { id: 'one', name } }));
    expect(all.find((line) => line[1] === 'institution')?.[3]).toBe('Дом "Үміт"; корпус 2, село Шелек');
  });

  it('lets no text begin as a formula, whatever somebody typed', () => {
    const opening = fc.constantFrom('=', '+', '-', '@', '＝', '\t=', ' \r\n+', '\u00a0@', '\u0000=');
    fc.assert(
      fc.property(opening, fc.string({ unit: 'grapheme' }), (start, rest) => {
        expect(spreadsheetText(start + rest)).toMatch(/^'/);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const text = spreadsheetText(typed);
        expect(text).not.toMatch(/^\s*[=+\-@]/);
        expect(text).not.toMatch(/\p{Cc}|\p{Cs}/u);
      }),
    );
    expect(spreadsheetText('Дом «Үміт» = надежда')).toBe('Дом «Үміт» = надежда');
  });
});
