/**
 * The bytes of a file → its cells, or the reason why not. Runs in the worker: it may use much
 * memory and time, and whoever calls it directly waits for both. It never throws: whatever a
 * parser throws is a damaged file.
 */
import type { RegisterBook } from '#shared/domain/register/types.ts';
import { openArchive } from './archive.ts';
import { readDelimited } from './delimited.ts';
import { decodeText } from './encoding.ts';
import { kindOfFile } from './format.ts';
import { readLimits, sizeDetails } from './limits.ts';
import { type ReadResult, refused } from './result.ts';
import { readSpreadsheet } from './spreadsheet.ts';

/** Reads a register's file. `fileName` only helps to name what is wrong with a broken one. */
export function readBytes(bytes: Uint8Array, fileName: string): ReadResult {
  if (bytes.byteLength === 0) return refused('file_empty');
  if (bytes.byteLength > readLimits.fileBytes)
    return refused('file_too_large', sizeDetails(bytes.byteLength));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return withContent(readKind(buffer, fileName));
  } catch (error) {
    return refused(
      error instanceof Error && /password|encrypt/i.test(error.message) ? 'file_encrypted' : 'file_damaged',
    );
  }
}

function readKind(buffer: Buffer, fileName: string): ReadResult {
  switch (kindOfFile(buffer, fileName)) {
    case 'packed':
      return readPacked(buffer);
    case 'compound':
      return readCompound(buffer);
    case 'markup':
      return { ok: true, book: readSpreadsheet(decodeText(buffer)) };
    case 'text':
      return { ok: true, book: { sheets: [readDelimited(decodeText(buffer))], date1904: false } };
    case 'broken_spreadsheet':
      return refused('file_damaged');
    case 'unsupported':
      return refused('unsupported_format');
  }
}

function readPacked(buffer: Buffer): ReadResult {
  const archive = openArchive(buffer);
  if ('ok' in archive) return archive;
  if (archive.text('META-INF/manifest.xml')?.includes('encryption-data')) return refused('file_encrypted');
  const isWorkbook = archive.names.has('xl/workbook.xml') || archive.names.has('xl/workbook.bin');
  const isOpenDocument = archive.text('mimetype')?.includes('opendocument.spreadsheet') ?? false;
  if (!isWorkbook && !isOpenDocument) return refused('unsupported_format');
  return { ok: true, book: readSpreadsheet(buffer) };
}

/** Old spreadsheets, and new ones under a password, are compound files; so are old texts. */
function readCompound(buffer: Buffer): ReadResult {
  if (buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return refused('file_encrypted');
  const streams = ['Workbook', 'Book'].map((name) => Buffer.from(`${name}\0`, 'utf16le'));
  if (!streams.some((name) => buffer.includes(name))) {
    return refused(buffer.length < 1_024 ? 'file_damaged' : 'unsupported_format');
  }
  return { ok: true, book: readSpreadsheet(buffer) };
}

/** A file without a single filled cell is empty; one with more text than any list is too large. */
function withContent(result: ReadResult): ReadResult {
  if (result.ok && charactersIn(result.book) > readLimits.characters) return refused('file_too_large');
  if (result.ok && result.book.sheets.every(({ filledRows }) => filledRows === 0))
    return refused('file_empty');
  return result;
}

/** A spreadsheet names a text once and may show it in a million cells. */
function charactersIn({ sheets }: RegisterBook): number {
  let characters = 0;
  for (const { rows } of sheets)
    for (const row of rows) for (const cell of row) if (typeof cell === 'string') characters += cell.length;
  return characters;
}
