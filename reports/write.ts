/**
 * A report as a file: the pure model in, bytes out. Equal models give equal bytes on any device,
 * whatever its locale and zone. The model holds aggregates only, so no child's name can get in;
 * what must be suppressed has been before it comes here (shared/domain/report).
 */
import type { ReportFormat, ReportModel } from '#shared/domain/report/shape.ts';
import type { Language } from '#shared/i18n/index.ts';
import { writeCsv } from './csv/writeCsv.ts';
import { reportFileName } from './fileName.ts';
import { writeJson } from './json/writeJson.ts';
import { writePdf } from './pdf/writePdf.ts';
import { type Words, wordsIn } from './words/words.ts';
import { writeXlsx } from './xlsx/writeXlsx.ts';

export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

const writers: Readonly<
  Record<ReportFormat, (model: ReportModel, words: Words) => Uint8Array | Promise<Uint8Array>>
> = { xlsx: writeXlsx, pdf: writePdf, csv: writeCsv, json: writeJson };

export async function writeReport(
  model: ReportModel,
  format: ReportFormat,
  language: Language,
): Promise<ReportFile> {
  return {
    fileName: reportFileName(model, format),
    mediaType: mediaTypes[format],
    bytes: await writers[format](model, wordsIn(language)),
  };
}
