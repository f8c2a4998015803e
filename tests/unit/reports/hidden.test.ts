/** Money, visits and days of one to four children leave the organisation in no format. */
import { read } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeReport } from '#reports/write.ts';
import { type ReportFormat, reportFormats } from '#shared/domain/report/shape.ts';
import { readPdf } from './pdfText.ts';
import { aFewChildren, aReport } from './sampleReport.ts';

/** Everything a reader of the file can find in it, hidden cells included, without the spaces of thousands. */
async function contentOf(format: ReportFormat, report: ReturnType<typeof aReport>): Promise<string> {
  const { bytes } = await writeReport(report, format, 'ru');
  const text =
    format === 'pdf'
      ? (await readPdf(bytes)).pages.join('\n')
      : format === 'xlsx'
        ? JSON.stringify(read(bytes, { cellStyles: true, cellFormula: true }))
        : Buffer.from(bytes).toString('utf8');
  return text.replaceAll(/\s/g, '');
}

describe('amounts behind which three children stand', () => {
  it.each(reportFormats)('are not in the %s that leaves, and are in the one that stays', async (format) => {
    const few = { atEnd: aFewChildren() };
    const amounts = ['7650001', '6904503', '4271', '3083'];
    const sent = await contentOf(format, aReport(few));
    for (const amount of amounts) expect(sent).not.toContain(amount);
    const kept = await contentOf(format, aReport({ ...few, suppressed: false }));
    for (const amount of amounts) expect(kept).toContain(amount);
  });

  it('keep their unit, and show no "<5" that would be taken for an amount', async () => {
    const content = await contentOf('csv', aReport({ atEnd: aFewChildren() }));
    expect(content).toContain('"support_planned";"Запланированоподдержки";"…";"";"₸"');
    expect(content).toMatch(/"visits_due";"[^"]+";"…";"";"визитов"/);
    expect(content).toMatch(/"days_at_stage.returned";"[^"]+";"…";"";"дней"/);
  });
});
