import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readRegisterFile } from '#host/import/read/readRegisterFile.ts';
import { previewRegister } from '#shared/domain/register/preview.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { preview, readingDay } from '#tests/factories/register.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/registers');

async function read(name: string) {
  const result = await readRegisterFile(await readFile(path.join(folder, name)), name);
  if (!result.ok) throw new Error(`not read: ${result.error.code}`);
  return result.book;
}

async function expected<Shape extends z.ZodType>(name: string, shape: Shape): Promise<z.infer<Shape>> {
  return shape.parse(JSON.parse(await readFile(path.join(folder, `${name}.expected.json`), 'utf8')));
}

function rowsWith(result: RegisterPreview, code: string): number[] {
  return result.warnings.filter((warning) => warning.code === code).map(({ row }) => row);
}

/** Children without the repeated rows. */
function children(result: RegisterPreview) {
  const repeated = new Set(result.duplicates.map(({ row }) => row));
  return result.rows.filter(({ row }) => !repeated.has(row)).map(({ draft }) => draft);
}

function counted(result: RegisterPreview) {
  const drafts = children(result);
  return {
    rows: result.rows.length,
    children: drafts.length,
    boys: drafts.filter(({ sex }) => sex === 'm').length,
    girls: drafts.filter(({ sex }) => sex === 'f').length,
  };
}

const counts = { rows: z.int(), children: z.int(), boys: z.int(), girls: z.int() };
const repeats = z.array(z.object({ row: z.int(), of: z.int() }));

describe('the Russian register of «Дом надежды»', () => {
  const shape = z.object({
    ...counts,
    registerDate: z.string(),
    duplicates: repeats,
    iinMissing: z.array(z.int()),
    iinMissingDuplicateRow: z.array(z.int()),
    iinLeadingZeroRestored: z.array(z.object({ row: z.int(), iin: z.string() })),
    iinCheckDigit: z.array(z.int()),
    birthYearOnly: z.array(z.int()),
    siblingGroups: z.int(),
    siblings: z.int(),
  });

  it('is read as its keeper meant it', async () => {
    const wanted = await expected('dom-nadezhdy', shape);
    const result = preview(await read('dom-nadezhdy.xlsx'));
    expect(counted(result)).toEqual(z.object(counts).parse(wanted));
    expect(result.registerDate).toBe(wanted.registerDate);
    expect(result.duplicates.map(({ row, of }) => ({ row, of }))).toEqual(wanted.duplicates);
    expect(rowsWith(result, 'iin_missing')).toEqual([...wanted.iinMissing, ...wanted.iinMissingDuplicateRow]);
    const restored = result.warnings.filter(({ code }) => code === 'iin_leading_zero_restored');
    expect(restored.map(({ row, value }) => ({ row, iin: value }))).toEqual(wanted.iinLeadingZeroRestored);
    expect(rowsWith(result, 'iin_check_digit')).toEqual(wanted.iinCheckDigit);
    expect(rowsWith(result, 'birth_year_only')).toEqual(wanted.birthYearOnly);
    expect(result.siblingGroups).toHaveLength(wanted.siblingGroups);
    expect(result.siblingGroups.flatMap(({ rows }) => rows)).toHaveLength(wanted.siblings);
    expect(result.errors).toEqual([]);
    expect(result).toMatchObject({ headerRow: 4, declaredTotal: 33 });
    expect(result.columns.every(({ field }) => field !== null)).toBe(true);
  });

  it('keeps an unverified number, a bare year, kin and reasons', async () => {
    const drafts = children(preview(await read('dom-nadezhdy.xlsx')));
    const at = (row: number) => drafts.find((draft) => draft.row === row);
    expect(at(26)).toMatchObject({ iin: '241015598246', iinStatus: 'unverified', patronymic: null });
    expect(at(22)).toMatchObject({
      birthDate: null,
      birthYear: 2019,
      note: 'точная дата рождения уточняется',
    });
    expect(at(17)).toMatchObject({
      iin: '090404591138',
      iinStatus: 'valid',
      disability: true,
      healthGroup: 'III',
    });
    expect(at(5)?.kin).toMatchObject([
      { relation: 'mother', name: 'Ахметова Асель Асқарқызы', phone: '+77015579829' },
      { relation: 'grandmother', name: 'Ким Роза', place: 'г. Каскелен' },
    ]);
    expect(at(27)).toMatchObject({
      reasonText: 'отец в местах лишения свободы, мать без жилья',
      mainReason: 'parent_imprisoned',
      reasons: ['parent_imprisoned', 'housing'],
      legalStatus: 'temporary_by_application',
    });
    expect(at(30)?.siblingNames).toEqual(['Данияр', 'Жансая']);
  });

  it('read a second time creates nobody twice', async () => {
    const book = await read('dom-nadezhdy.xlsx');
    const existing = children(preview(book)).map((draft) => ({ ...draft, id: `child-${draft.row}` }));
    const again = preview(book, {}, existing);
    expect(again.duplicates.map(({ row }) => row)).toEqual(again.rows.map(({ row }) => row));
    expect(again.duplicates.filter(({ row, existing: id }) => row !== 38 && id !== `child-${row}`)).toEqual(
      [],
    );
    expect(again.duplicates.at(-1)).toMatchObject({ row: 38, of: 13, existing: 'child-13' });
  });
});

describe('the Kazakh register of a support centre', () => {
  const shape = z.object({
    ...counts,
    duplicates: repeats,
    iinMissing: z.int(),
    siblingGroupsByMotherAndPhone: z.int(),
    siblings: z.int(),
  });

  it('is read as its keeper meant it', async () => {
    const wanted = await expected('koldau-ortalygy', shape);
    const result = preview(await read('koldau-ortalygy.xlsx'));
    expect(counted(result)).toEqual(z.object(counts).parse(wanted));
    expect(result.duplicates).toEqual(wanted.duplicates);
    expect(rowsWith(result, 'iin_missing')).toHaveLength(wanted.iinMissing);
    expect(result.siblingGroups).toHaveLength(wanted.siblingGroupsByMotherAndPhone);
    expect(result.siblingGroups.flatMap(({ rows }) => rows)).toHaveLength(wanted.siblings);
    expect(result.errors).toEqual([]);
    expect(result).toMatchObject({
      sheet: 'Тәрбиеленушілер',
      institutionName: 'Балаларды қолдау орталығы',
      registerDate: null,
      skipped: [{ row: 3, why: 'column_numbers' }],
    });
  });

  it('tells two girls with one full name apart by their mothers', async () => {
    const result = preview(await read('koldau-ortalygy.xlsx'));
    const girls = children(result).filter(({ fullName }) => fullName === 'Жумабаева Алина Асқарқызы');
    expect(girls.map(({ row, kin }) => [row, kin[0]?.relation, kin[0]?.name])).toEqual([
      [7, 'mother', 'Жумабаева Жанар Маратовна'],
      [38, 'mother', 'Жумабаева Жанар Болатқызы'],
    ]);
  });

  it('has a sheet of staff, which is no register', async () => {
    const book = await read('koldau-ortalygy.xlsx');
    expect(previewRegister(book, { sheet: 'Қызметкерлер' }, [], readingDay)).toMatchObject({
      error: { code: 'no_header', sheets: ['Тәрбиеленушілер', 'Қызметкерлер'] },
    });
  });
});

describe('the register of an infant home in windows-1251', () => {
  it('is read as its keeper meant it', async () => {
    const shape = z.object({ ...counts, duplicates: repeats, iinMissing: z.int() });
    const wanted = await expected('dom-rebenka-1251', shape);
    const result = preview(await read('dom-rebenka-1251.csv'));
    expect(counted(result)).toEqual(z.object(counts).parse(wanted));
    expect(result.duplicates).toEqual(wanted.duplicates);
    expect(rowsWith(result, 'iin_missing')).toHaveLength(wanted.iinMissing);
    expect([...result.errors, ...result.warnings]).toEqual([]);
    expect(result.rows[1]?.draft).toMatchObject({
      fullName: 'Серикова Томирис',
      reasonText: 'по заявлению матери, трудная жизненная ситуация, нет жилья',
    });
  });
});
