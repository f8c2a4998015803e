import { crc32, deflateRawSync } from 'node:zlib';
import { CFB, utils, type WorkBook, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readRegisterFile } from '#host/import/read/readRegisterFile.ts';
import { previewRegister } from '#shared/domain/register/preview.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { preview, readingDay } from '#tests/factories/register.ts';

type Value = string | number | null;

const heading = ['Ф.И.О.', 'Дата рождения', 'Пол', 'ИИН', 'Дата поступления', 'Причина'];
const children: Value[][] = [
  ['Әлімханов Данияр', 42162, 'м', 150607500309, 45385, 'баспана жоқ'],
  ['Ким Роза', 42036, 'ж', null, 45385, 'пожар, "всё сгорело"'],
];

function workbook(rows: readonly (readonly Value[])[]): WorkBook {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  for (const column of ['B', 'E']) {
    for (let row = 2; row <= rows.length; row += 1) {
      const cell: unknown = sheet[`${column}${row}`];
      if (typeof cell === 'object' && cell !== null && 't' in cell && cell.t === 'n')
        Object.assign(cell, { z: 'dd/mm/yyyy' });
    }
  }
  const made = utils.book_new();
  utils.book_append_sheet(made, sheet, 'Список');
  return made;
}

function bytesOf(made: WorkBook, bookType: 'xlsx' | 'xlsb' | 'biff8' | 'ods' | 'xlml'): Uint8Array {
  const bytes: unknown = write(made, { type: 'buffer', bookType, compression: true });
  if (!(bytes instanceof Uint8Array)) throw new Error('the writer gives bytes');
  return bytes;
}

const written = [
  heading,
  ['Әлімханов Данияр', '07.06.2015', 'м', '150607500309', '03.04.2024', 'баспана жоқ'],
  ['Ким Роза', '01.02.2015', 'ж', '', '03.04.2024', 'пожар, "всё сгорело"'],
];

function text(separator: string): string {
  const inQuotes = (value: string) => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return written.map((row) => row.map(inQuotes).join(separator)).join('\r\n');
}

async function opened(bytes: Uint8Array, name: string): Promise<RegisterPreview> {
  const result = await readRegisterFile(bytes, name);
  if (!result.ok) throw new Error(`not read: ${result.error.code}`);
  return preview(result.book);
}

async function refusal(bytes: Uint8Array, name: string) {
  const result = await readRegisterFile(bytes, name);
  if (!result.ok) return result.error;
  const shown = previewRegister(result.book, {}, [], readingDay);
  return 'error' in shown ? shown.error : null;
}

/** What every format of the same list must give. */
function expectTheList(result: RegisterPreview) {
  expect(
    result.rows.map(({ row, draft }) => [
      row,
      draft.fullName,
      draft.birthDate,
      draft.sex,
      draft.iin,
      draft.admittedOn,
      draft.reasonText,
    ]),
  ).toEqual([
    [2, 'Әлімханов Данияр', '2015-06-07', 'm', '150607500309', '2024-04-03', 'баспана жоқ'],
    [3, 'Ким Роза', '2015-02-01', 'f', null, '2024-04-03', 'пожар, "всё сгорело"'],
  ]);
}

describe('one list in every format', () => {
  it.each([
    ['xlsx', 'xlsx'],
    ['xlsb', 'xlsb'],
    ['biff8', 'xls'],
    ['ods', 'ods'],
    ['xlml', 'xls'],
  ] as const)('is the same from %s', async (type, extension) => {
    expectTheList(await opened(bytesOf(workbook([heading, ...children]), type), `list.${extension}`));
  });

  it('is the same from an html table that a portal calls .xls', async () => {
    const cells = written.map((row) => `<tr>${row.map((value) => `<td>${value}</td>`).join('')}</tr>`);
    const page = `<html><body><table>${cells.join('')}</table></body></html>`;
    expectTheList(await opened(Buffer.from(page), 'list.xls'));
  });

  it.each([
    ['UTF-8', ';', 'utf8', ''],
    ['UTF-8 with its mark', ',', 'utf8', '\ufeff'],
    ['UTF-16', '\t', 'utf16le', '\ufeff'],
    ['UTF-16 without a mark', ';', 'utf16le', ''],
    ['UTF-16 big end first', ';', 'utf16be', '\ufeff'],
    ['the Kazakh encoding', ';', 'rk1048', ''],
    ['UTF-8 with pipes', '|', 'utf8', ''],
    ['UTF-8 with its separator announced', ';', 'utf8', 'sep=;\r\n'],
  ])('is the same from text in %s', async (_, separator, encoding, before) => {
    expectTheList(await opened(iconv.encode(before + text(separator), encoding), 'list.csv'));
  });

  it('counts days from 1904 where the book does', async () => {
    const made = workbook([heading, ['Ким Роза', 42036 - 1462, 'ж', null, 45385 - 1462, '']]);
    made.Workbook = { WBProps: { date1904: true } };
    const result = await opened(bytesOf(made, 'xlsx'), 'mac.xlsx');
    expect(result.rows[0]?.draft).toMatchObject({ birthDate: '2015-02-01', admittedOn: '2024-04-03' });
  });

  it('is read by its rows, whatever size the sheet declares', async () => {
    const made = workbook([heading, ...children]);
    const sheet = made.Sheets.Список;
    if (sheet === undefined) throw new Error('the sheet is there');
    sheet['!ref'] = 'A1:J1048576';
    expectTheList(await opened(bytesOf(made, 'xlsx'), 'declared.xlsx'));
  });

  it('gives a value merged over several children to each of them', async () => {
    const made = workbook([heading, ...children]);
    const sheet = made.Sheets.Список;
    if (sheet === undefined) throw new Error('the sheet is there');
    sheet['!merges'] = [{ s: { r: 1, c: 5 }, e: { r: 2, c: 5 } }];
    Reflect.deleteProperty(sheet, 'F3');
    const result = await opened(bytesOf(made, 'xlsx'), 'merged.xlsx');
    expect(result.rows.map(({ draft }) => draft.reasonText)).toEqual(['баспана жоқ', 'баспана жоқ']);
  });
});

describe('a file that is no readable register gets a clear answer', () => {
  const whole = bytesOf(workbook([heading, ...children]), 'xlsx');

  it('when it is empty', async () => {
    expect(await refusal(new Uint8Array(), 'list.xlsx')).toMatchObject({ code: 'file_empty' });
    expect(await refusal(Buffer.from(' \r\n\r\n'), 'list.csv')).toMatchObject({ code: 'file_empty' });
    expect(await refusal(bytesOf(workbook([[]]), 'xlsx'), 'list.xlsx')).toMatchObject({ code: 'file_empty' });
  });

  it('when it is cut short or a byte in it is wrong', async () => {
    expect(await refusal(whole.slice(0, whole.length / 2), 'list.xlsx')).toMatchObject({
      code: 'file_damaged',
    });
    const spoilt = Uint8Array.from(whole);
    for (let at = 60; at < 160; at += 1) spoilt[at] = 255 - (spoilt[at] ?? 0);
    expect(await refusal(spoilt, 'list.xlsx')).toMatchObject({ code: 'file_damaged' });
    expect(await refusal(new Uint8Array(2_000).fill(7), 'list.xlsx')).toMatchObject({ code: 'file_damaged' });
    expect(await refusal(Buffer.from('not a workbook'), 'list.xlsx')).toMatchObject({ code: 'file_damaged' });
  });

  it('when it is under a password, new or old', async () => {
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(200));
    CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5_000, 1));
    expect(await refusal(Buffer.from(CFB.write(container, { type: 'buffer' })), 'list.xlsx')).toMatchObject({
      code: 'file_encrypted',
    });
    expect(await refusal(encryptedXls(), 'list.xls')).toMatchObject({ code: 'file_encrypted' });
    expect(await refusal(encryptedOds(), 'list.ods')).toMatchObject({ code: 'file_encrypted' });
    expect(
      await refusal(zip([{ name: 'xl/workbook.xml', content: Buffer.from('x'), flags: 1 }]), 'list.xlsx'),
    ).toMatchObject({ code: 'file_encrypted' });
  });

  it('when it is something else', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7 ...'), 'list.pdf')).toMatchObject({
      code: 'unsupported_format',
    });
    const letter = zip([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]);
    expect(await refusal(letter, 'list.docx')).toMatchObject({ code: 'unsupported_format' });
    expect(
      await refusal(
        Uint8Array.from({ length: 3_000 }, (_, at) => (at * 37) % 256),
        'photo.raw',
      ),
    ).toMatchObject({ code: 'unsupported_format' });
    expect(
      await refusal(
        Buffer.from('Уважаемые коллеги!\nВысылаем вам список детей, как договорились.'),
        'letter.txt',
      ),
    ).toMatchObject({ code: 'not_a_register' });
    expect(
      await refusal(Buffer.from('<html><body><p>Не найдено</p></body></html>'), 'list.xls'),
    ).not.toBeNull();
  });

  it('when it unfolds to far more than it is, or lies about it', async () => {
    const huge = zip([{ name: 'xl/workbook.xml', content: Buffer.alloc(10), declared: 500_000_000 }]);
    expect(await refusal(huge, 'bomb.xlsx')).toMatchObject({
      code: 'file_too_large',
      details: { limit: 256 },
    });
    const liar = zip([{ name: 'xl/workbook.xml', content: Buffer.alloc(50_000_000), declared: 100 }]);
    expect(await refusal(liar, 'bomb.xlsx')).toMatchObject({ code: 'file_too_large' });
    expect(await refusal(new Uint8Array(64 * 2 ** 20 + 1), 'big.csv')).toMatchObject({
      code: 'file_too_large',
    });
  });

  it('when it has 50,000 children: the number found is named', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => `Ким Роза;01.02.2015;ж;;03.04.2024;${at}`);
    const csv = Buffer.from([heading.join(';'), ...rows].join('\n'));
    expect(await refusal(csv, 'all.csv')).toEqual({
      code: 'too_many_rows',
      details: { found: 50_000, limit: 20_000 },
      sheets: ['CSV'],
    });
    const table = workbook([
      heading,
      ...Array.from({ length: 50_000 }, (_, at) => [`Ким Роза ${at}`, 42036, 'ж']),
    ]);
    expect(await refusal(bytesOf(table, 'xlsx'), 'all.xlsx')).toMatchObject({
      code: 'too_many_rows',
      details: { found: 50_000, limit: 20_000 },
    });
  });

  it('when one text of it is shown in thousands of cells', async () => {
    const long = 'мать '.repeat(1_000);
    const rows = Array.from({ length: 800 }, () => ['Ким Роза', long, long, long, long, long]);
    const made = workbook([heading, ...rows]);
    const packed: unknown = write(made, {
      type: 'buffer',
      bookType: 'xlsx',
      bookSST: true,
      compression: true,
    });
    if (!(packed instanceof Uint8Array)) throw new Error('the writer gives bytes');
    expect(packed.length).toBeLessThan(200_000);
    expect(await refusal(packed, 'copied.xlsx')).toMatchObject({ code: 'file_too_large' });
  });

  it('when it takes too long or too much memory, and the next file is read as ever', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `Ким Роза;01.02.2015;ж;;03.04.2024;${at}`);
    const csv = Buffer.from([heading.join(';'), ...rows].join('\n'));
    expect(await readRegisterFile(csv, 'all.csv', { milliseconds: 1 })).toMatchObject({
      ok: false,
      error: { code: 'file_timeout' },
    });
    expect(await readRegisterFile(csv, 'all.csv', { megabytes: 16 })).toMatchObject({
      ok: false,
      error: { code: 'file_too_large' },
    });
    expectTheList(await opened(whole, 'list.xlsx'));
  });

  it('while the host goes on with other work', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `Ким Роза;01.02.2015;ж;;03.04.2024;${at}`);
    let beats = 0;
    const heart = setInterval(() => {
      beats += 1;
    }, 1);
    await readRegisterFile(Buffer.from([heading.join(';'), ...rows].join('\n')), 'all.csv');
    clearInterval(heart);
    expect(beats).toBeGreaterThan(5);
  });
});

describe('a list of as many children as one import takes', () => {
  it('is previewed whole', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) =>
        `Ким Роза${'абвгде'.charAt(at % 6)};${1 + (at % 28)}.02.${2010 + (at % 15)};ж;;03.04.2024;пожар`,
    );
    const result = await opened(Buffer.from([heading.join(';'), ...rows].join('\n')), 'all.csv');
    expect(result.rows).toHaveLength(20_000);
  });
});

/** A workbook of Excel 97 whose second record says that the rest is encrypted. */
function encryptedXls(): Uint8Array {
  const container = CFB.read(bytesOf(workbook([heading, ...children]), 'biff8'), { type: 'buffer' });
  const stream = CFB.find(container, 'Workbook');
  const content = Buffer.from(stream.content);
  const afterStart = 4 + content.readUInt16LE(2);
  const filePass = Buffer.from([0x2f, 0x00, 0x06, 0x00, 0x00, 0x00, 0x12, 0x34, 0x56, 0x78]);
  CFB.utils.cfb_del(container, 'Workbook');
  CFB.utils.cfb_add(
    container,
    '/Workbook',
    Buffer.concat([content.subarray(0, afterStart), filePass, content.subarray(afterStart)]),
  );
  return Buffer.from(CFB.write(container, { type: 'buffer' }));
}

function encryptedOds(): Uint8Array {
  return zip([
    { name: 'mimetype', content: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
    {
      name: 'META-INF/manifest.xml',
      content: Buffer.from('<manifest:encryption-data manifest:checksum="x"/>'),
    },
    { name: 'content.xml', content: Buffer.alloc(300, 9) },
  ]);
}

interface Part {
  readonly name: string;
  readonly content: Buffer;
  readonly flags?: number;
  /** The unpacked size that the directory claims. */
  readonly declared?: number;
}

/** A zip file by hand, so that it can lie. */
function zip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, flags = 0, declared = content.length } of parts) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name)]),
    );
    locals.push(local);
    at += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, entries, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
