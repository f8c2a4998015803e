import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iinCheckDigit } from '#shared/country/kz/iin.ts';
import { addDays } from '#shared/domain/day.ts';
import { readIinCell } from '#shared/domain/register/iinCell.ts';
import type { Cell } from '#shared/domain/register/types.ts';

const read = (cell: Cell) => readIinCell(cell, String(cell ?? ''));

/** Valid numbers of children born from 2000 on. */
const valid = fc
  .record({
    day: fc.integer({ min: 0, max: 9_000 }),
    seventh: fc.constantFrom('5', '6'),
    serial: fc.stringMatching(/^\d{4}$/),
  })
  .map(({ day, seventh, serial }) => {
    const prefix = addDays('2000-01-01', day).replaceAll('-', '').slice(2) + seventh + serial;
    const last = iinCheckDigit(prefix);
    return last === null ? null : prefix + last;
  })
  .filter((iin) => iin !== null);

describe('an ИИН in a cell', () => {
  it('gets back the zeros that a spreadsheet dropped', () => {
    fc.assert(
      fc.property(valid, (iin) => {
        expect(read(Number(iin))).toEqual({
          kind: 'iin',
          iin,
          valid: true,
          zerosRestored: iin.startsWith('0'),
        });
      }),
    );
    expect(read(90404591138)).toEqual({ kind: 'iin', iin: '090404591138', valid: true, zerosRestored: true });
  });

  it('gets them back from text too, where the check digit says so', () => {
    expect(read('90404591138')).toMatchObject({ iin: '090404591138', zerosRestored: true });
    expect(read('90404591139')).toEqual({ kind: 'malformed' });
  });

  it('with a wrong last digit is kept, and not valid', () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 1, max: 9 }), (iin, shift) => {
        const wrong = iin.slice(0, 11) + ((Number(iin[11]) + shift) % 10);
        expect(read(wrong)).toEqual({ kind: 'iin', iin: wrong, valid: false, zerosRestored: false });
      }),
    );
  });

  it.each([
    "'140507693915",
    '140507 693915',
    'ИИН 140507693915',
    'ЖСН: 140507693915',
    '140507693915.0',
    ' 1405-0769-3915 ',
  ])('is read from "%s"', (text) => {
    expect(read(text)).toMatchObject({ iin: '140507693915', valid: true });
  });

  it('is missing where the list says so', () => {
    for (const text of ['', '-', 'нет', 'жоқ', 'не имеется', '0', '000000000000'])
      expect(read(text)).toEqual({ kind: 'missing' });
  });

  it('of another length or with letters is malformed', () => {
    for (const text of ['1405', '1405076939151', '14050769391O', '9.04E+10'])
      expect(read(text)).toEqual({ kind: 'malformed' });
  });

  it('is read without failing, whatever the cell holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)), (cell) => {
        const reading = read(cell);
        expect(reading.kind !== 'iin' || /^\d{12}$/.test(reading.iin)).toBe(true);
      }),
    );
  });
});
