import { describe, expect, it } from 'vitest';
import { writeReport } from '#reports/write.ts';
import type { Language } from '#shared/i18n/index.ts';
import { readPdf, withoutSpaces } from './pdfText.ts';
import { aReport } from './sampleReport.ts';

async function pdfOf(language: Language, report = aReport()) {
  return readPdf((await writeReport(report, 'pdf', language)).bytes);
}

describe('the report as PDF', () => {
  it('shows every Kazakh letter and the tenge sign with glyphs of its embedded fonts', async () => {
    const alphabet = 'ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё';
    const report = aReport({ institution: { id: 'one', name: `Балалар үйі «${alphabet}»` } });
    const pdf = await pdfOf('kk', report);
    expect([...alphabet, '₸'].filter((letter) => !pdf.letters.has(letter))).toEqual([]);
    expect(pdf.pages[0]).toContain(`Балаларүйі«${alphabet}»`);
    expect(pdf.pages.join('')).toContain('12650000₸');
    expect(pdf.pages.join('')).not.toContain('\ufffd');
    expect(pdf.fontNames.map((name) => name.replace(/^.*\+/, '')).sort()).toEqual([
      'NotoSans-Bold',
      'NotoSans-Regular',
    ]);
  });

  it('says on every page what it stands on and that small numbers are hidden', async () => {
    const report = aReport();
    const pdf = await pdfOf('ru', report);
    expect(pdf.pages.length).toBeGreaterThan(1);
    pdf.pages.forEach((page, index) => {
      expect(page).toContain(withoutSpaces(`Стр. ${index + 1} из ${pdf.pages.length}`));
      expect(page).toContain(withoutSpaces('Данные получены до конца дня: 31.12.2026'));
      expect(page).toContain(withoutSpaces('Позиция в ленте учреждения: 412 · Версия правил: kz-2026.1'));
      expect(page).toContain(report.fingerprint);
      expect(page).toContain(withoutSpaces('Числа от 1 до 4 не показаны'));
      expect(page).toContain(withoutSpaces('01.11.2025 — 31.12.2026'));
    });
  });

  it('tells figures beside their labels, hidden ones by their marks', async () => {
    const text = (await pdfOf('en')).pages.join('');
    expect(text).toContain(withoutSpaces('Admitted in the period <5'));
    expect(text).toContain(withoutSpaces('Left in the period 29'));
    expect(text).toContain(withoutSpaces('Support delivered ₸11,904,500'));
    expect(text).toContain(withoutSpaces('In another family: guardianship by others'));
  });

  it('does not draw a hidden number in the chart', async () => {
    const hiddenMonths = aReport({
      monthly: [
        { on: '2026-11-30', residents: 12 },
        { on: '2026-12-31', residents: 3 },
      ],
    });
    const [page = ''] = (await pdfOf('en', hiddenMonths)).pages;
    const chart = page.slice(page.indexOf('Childrenincarebymonth'), page.indexOf('Movementofchildren'));
    expect(chart).toContain('12');
    expect(chart).toContain('<5');
    expect(chart).not.toContain('3');
  });

  it('warns in the internal version, which shows small numbers', async () => {
    const text = (await pdfOf('ru', aReport({ suppressed: false }))).pages.join('');
    expect(text).toContain(withoutSpaces('Внутренний: не передавать за пределы организации'));
    expect(text).toContain(withoutSpaces('Прибыло за период 2'));
    expect(text).not.toContain('<5');
  });
});
