/**
 * A plain table as CSV or XLSX: what the sync page lists. Every cell is text that a spreadsheet leaves
 * alone (spreadsheetText): a child named "=HYPERLINK(…)" stays a name. Equal tables give equal bytes.
 */
import writeXlsxFile, { type Row } from 'write-excel-file/universal';
import type { Language } from '#shared/i18n/index.ts';
import { spreadsheetText } from '../words/spreadsheetText.ts';
import { withFixedTimes } from '../xlsx/fixedTimes.ts';

export interface ListColumn {
  readonly title: string;
  /** Characters. */
  readonly width: number;
}

export interface ListTable {
  readonly sheet: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** UTF-8 with a byte order mark, every field quoted, CRLF; semicolons where spreadsheets expect them. */
export function writeListCsv({ columns, rows }: ListTable, language: Language): Uint8Array {
  const separator = language === 'en' ? ',' : ';';
  const lines = [columns.map(({ title }) => title), ...rows];
  const text = lines.map((line) => `${line.map(quoted).join(separator)}\r\n`).join('');
  return new TextEncoder().encode(`\ufeff${text}`);
}

/** @param day of making, YYYY-MM-DD: the file's own time */
export async function writeListXlsx({ sheet, columns, rows }: ListTable, day: string): Promise<Uint8Array> {
  const header: Row = columns.map(({ title }) => ({
    value: spreadsheetText(title),
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#dff0ec',
  }));
  const body = rows.map(
    (row): Row =>
      row.map((value) => ({
        value: spreadsheetText(value),
        type: String,
        wrap: true,
        alignVertical: 'top',
      })),
  );
  const widths = columns.map(({ width }) => ({ width }));
  const file = await writeXlsxFile(
    [{ sheet, data: [header, ...body], columns: widths, stickyRowsCount: 1 }],
    {
      fontFamily: 'Calibri',
      fontSize: 11,
    },
  ).toBlob();
  return withFixedTimes(new Uint8Array(await file.arrayBuffer()), day);
}

function quoted(field: string): string {
  return `"${spreadsheetText(field).replaceAll('"', '""')}"`;
}
