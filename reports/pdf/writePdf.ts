/**
 * The report as PDF. The layout engine may read the two font files, and nothing else: no other
 * file, no address.
 */
import printing from 'pdfmake/js/Printer.js';
import type { ReportModel } from '#shared/domain/report/shape.ts';
import type { Words } from '../words/words.ts';
import { reportDocument } from './document.ts';
import { fontFiles } from './fonts.ts';
import { tableLayouts } from './tableLayouts.ts';

const Printer = 'default' in printing ? printing.default : printing;

export async function writePdf(model: ReportModel, words: Words): Promise<Uint8Array> {
  const files = fontFiles();
  const printer = new Printer(
    { NotoSans: { ...files } },
    { existsSync: () => false },
    { resolve: () => undefined, resolved: () => Promise.resolve() },
    (path) => path === files.normal || path === files.bold,
  );
  const document = await printer.createPdfKitDocument(reportDocument(model, words), { tableLayouts });
  document.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
