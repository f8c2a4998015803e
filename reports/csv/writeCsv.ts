/**
 * The report as CSV: one table of six columns throughout, so that any reader takes it as it is;
 * definitions and the report's own facts are rows at its end. UTF-8 with a byte order mark, every
 * field quoted, CRLF (RFC 4180); semicolons in Russian and Kazakh, as spreadsheets expect there.
 */
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { plainCell, unitText } from '../words/cells.ts';
import { outlinedChart, outlinedDefinitions, outlinedFacts, outlinedSections } from '../words/outline.ts';
import { spreadsheetText } from '../words/spreadsheetText.ts';
import type { Words } from '../words/words.ts';

type Line = readonly [string, string, string, string | number, string | number, string];

const columns = ['section', 'id', 'figure', 'value', 'of', 'unit'] as const;

export function writeCsv(model: ReportModel, words: Words): Uint8Array {
  const [section, id, figure, value, of, unit] = columns.map((name) => words.say(`report.columns.${name}`));
  const lines: Line[] = [
    [section ?? '', id ?? '', figure ?? '', value ?? '', of ?? '', unit ?? ''],
    ...figures(model, words),
    ...definitions(model, words),
    ...facts(model, words),
  ];
  const separator = words.language === 'en' ? ',' : ';';
  const text = lines.map((line) => `${line.map(quoted).join(separator)}\r\n`).join('');
  return new TextEncoder().encode(`\ufeff${text}`);
}

function figures(model: ReportModel, words: Words): Line[] {
  const sections = [...outlinedSections(model, words), outlinedChart(model, words)];
  return sections.flatMap(({ title, rows }) =>
    rows.map(
      ({ label, row }): Line => [
        title,
        row.id,
        label,
        plainCell(row.cell),
        row.of === undefined ? '' : plainCell(row.of),
        unitText(row, words),
      ],
    ),
  );
}

function definitions(model: ReportModel, words: Words): Line[] {
  const title = words.say('report.sheets.definitions');
  return outlinedDefinitions(model, words).map(({ id, text }): Line => [title, id, text, '', '', '']);
}

function facts(model: ReportModel, words: Words): Line[] {
  const title = words.say('report.sheets.about');
  return outlinedFacts(model, words).map(({ id, label, value }): Line => [title, id, label, value, '', '']);
}

function quoted(field: string | number): string {
  return `"${typeof field === 'number' ? field : spreadsheetText(field).replaceAll('"', '""')}"`;
}
