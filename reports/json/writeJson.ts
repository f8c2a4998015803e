/**
 * The report as canonical JSON (RFC 8785): the model as it is, with its labels and definitions in
 * the report's language. Equal models give equal bytes.
 */
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { outlinedChart, outlinedDefinitions, outlinedSections } from '../words/outline.ts';
import type { Words } from '../words/words.ts';

/** Version of this file's shape. */
const format = 'uige-report-1';

export function writeJson(model: ReportModel, words: Words): Uint8Array {
  const sections = [...outlinedSections(model, words), outlinedChart(model, words)];
  const rows = sections.flatMap((section) => section.rows);
  return canonicalBytes({
    format,
    language: words.language,
    title: words.say('report.title'),
    report: model,
    labels: {
      sections: Object.fromEntries(sections.map(({ id, title }) => [id, title])),
      rows: Object.fromEntries(rows.map(({ row, label }) => [row.id, label])),
    },
    definitions: Object.fromEntries(outlinedDefinitions(model, words).map(({ id, text }) => [id, text])),
  });
}
