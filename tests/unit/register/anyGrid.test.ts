import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registerFields } from '#shared/domain/register/fields.ts';
import { previewRegister } from '#shared/domain/register/preview.ts';
import type { Cell } from '#shared/domain/register/types.ts';
import { warningSeverity } from '#shared/domain/register/warnings.ts';
import { childFields } from '#shared/domain/steps/child.ts';
import { kinFields } from '#shared/domain/steps/kin.ts';
import { en } from '#shared/i18n/en/index.ts';
import { kk } from '#shared/i18n/kk/index.ts';
import { ru } from '#shared/i18n/ru/index.ts';
import { book, grid, headings, readingDay } from '#tests/factories/register.ts';

const heading = fc.constantFrom(
  ...headings,
  'Мать',
  'Отец',
  'Братья, сёстры',
  'Причина',
  'Правовой статус',
  '№',
  '',
);
const piece = fc.constantFrom(
  'Ким',
  'Роза',
  'Ерлановна',
  'мать',
  'нет',
  'жоқ',
  'тел. 8 701 111 22 33',
  '01.02.2015',
  '2019 г.р.',
  'м',
  'ж',
  '150607500309',
  'Итого',
  'Директор',
  ',',
  ';',
  '(',
  '\n',
  '\u0000',
  '__proto__',
  'обл.',
  'III',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary' }),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.double(),
  fc.integer({ min: 0, max: 60_000 }),
  fc.boolean(),
  fc.double().map((serial) => ({ serial })),
  fc.constant(null),
);
const sheet = fc
  .record({
    titles: fc.array(fc.array(cell, { maxLength: 2 }), { maxLength: 3 }),
    header: fc.array(heading, { minLength: 1, maxLength: 8 }),
    rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }),
  })
  .map(({ titles, header, rows }) => ({
    header: titles.length + 1,
    sheet: grid([...titles, header, ...rows]),
  }));

describe('any sheet at all', () => {
  it('gives a preview or a reason, loses no filled row, and reads only what a case can hold', () => {
    fc.assert(
      fc.property(sheet, fc.boolean(), fc.boolean(), ({ sheet: one, header }, guided, date1904) => {
        const options = guided ? { headerRow: header, mapping: { 0: 'fullName' as const } } : {};
        const result = previewRegister({ ...book(one), date1904 }, options, [], readingDay);
        if ('error' in result) return;
        const seen = new Set([...result.rows, ...result.skipped].map(({ row }) => row));
        for (const { row, importable, draft } of result.rows) {
          expect(row).toBeGreaterThan(result.headerRow);
          if (!importable) continue;
          const {
            fullName,
            admittedOn,
            legalStatusText,
            kin,
            siblingNames,
            original,
            row: _,
            ...fields
          } = draft;
          expect(childFields.safeParse(fields).error).toBeUndefined();
          for (const person of kin) expect(kinFields.safeParse(person).error).toBeUndefined();
          expect(fullName).not.toBe('');
          expect(admittedOn === null || admittedOn <= readingDay).toBe(true);
          expect(typeof legalStatusText === 'string' || legalStatusText === null).toBe(true);
          expect(siblingNames.every((name) => name !== '')).toBe(true);
          expect(JSON.stringify(original)).not.toContain('\\u0000');
        }
        for (const { row } of [...result.warnings, ...result.errors, ...result.duplicates])
          expect(seen.has(row)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same preview every time', () => {
    fc.assert(
      fc.property(sheet, ({ sheet: one }) => {
        const read = () => previewRegister(book(one), {}, [], readingDay);
        expect(read()).toEqual(read());
      }),
    );
  });
});

describe('the words of a register', () => {
  it('exist for every field and every doubt in every language, and say something', () => {
    for (const { register } of [ru, kk, en]) {
      expect(Object.keys(register.fields).sort()).toEqual([...registerFields].sort());
      expect(Object.keys(register.warnings).sort()).toEqual(Object.keys(warningSeverity).sort());
      expect(Object.values(register.warnings).every((words) => words.length > 10)).toBe(true);
    }
  });
});
