import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isDay } from '#shared/domain/day.ts';
import { cellText, writtenDay } from '#shared/domain/register/cells.ts';
import { findDays, readDate, serialToDay } from '#shared/domain/register/dates.ts';
import type { Cell } from '#shared/domain/register/types.ts';

const today = '2025-11-10';
const read = (cell: Cell, date1904 = false) => readDate(cell, cellText(cell, date1904), today, date1904);
const days = fc.integer({ min: 0, max: 45_000 }).map((count) => addDays('1950-01-01', count));

describe('a date in a register', () => {
  it.each([
    ['22.03.2025', '2025-03-22'],
    ['2.3.2025 г.', '2025-03-02'],
    ['22/03/2025', '2025-03-22'],
    ['22-03-2025', '2025-03-22'],
    ['2025-03-22', '2025-03-22'],
    ['2025-03-22T00:00:00', '2025-03-22'],
    ['12 мая 2019 г.', '2019-05-12'],
    ['«12» мая 2019 года', '2019-05-12'],
    ['2019 жылғы 12 мамыр', '2019-05-12'],
    ['2019 ж. 5 қыркүйек', '2019-09-05'],
    ['12 May 2019', '2019-05-12'],
    ['May 12, 2019', '2019-05-12'],
    ['22.03.2025 (со слов матери)', '2025-03-22'],
    ['45738', '2025-03-22'],
  ])('"%s" is %s', (text, day) => {
    expect(read(text)).toMatchObject({ kind: 'day', day });
  });

  it.each(['2019 г.р.', '2019 ж.т.', '2019', '2019 жылы', '05.2019', 'май 2019 г.', '~2019'])(
    '"%s" is a year only',
    (text) => {
      expect(read(text)).toEqual({ kind: 'year', year: 2019 });
    },
  );

  it.each(['31.02.2020', '12.03.2015 / 13.03.2015', 'уточняется', '2018-2019', '00.00.2020', '12/25/2019'])(
    '"%s" is not guessed',
    (text) => {
      expect(read(text)).toEqual({ kind: 'unreadable' });
    },
  );

  it('as a number is a serial of the spreadsheet, and a year where it is one', () => {
    expect(read(41766)).toMatchObject({ kind: 'day', day: '2014-05-07' });
    expect(read({ serial: 41766 })).toMatchObject({ kind: 'day', day: '2014-05-07' });
    expect(read(2019)).toEqual({ kind: 'year', year: 2019 });
    expect(read({ serial: -5 })).toEqual({ kind: 'unreadable' });
  });

  it('counts from 1904 in old books of the Macintosh', () => {
    expect(read({ serial: 40304 }, true)).toMatchObject({ kind: 'day', day: '2014-05-07' });
    expect(serialToDay(40304, true)).toBe(serialToDay(40304 + 1462, false));
  });

  it('with two digits of the year is in the century that has been', () => {
    expect(read('22.03.15')).toEqual({ kind: 'day', day: '2015-03-22', twoDigitYear: true });
    expect(read('22.03.87')).toMatchObject({ day: '1987-03-22' });
  });

  it('is read back from every way of writing it', () => {
    fc.assert(
      fc.property(days, (day) => {
        const serial = Math.round((Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000);
        for (const cell of [writtenDay(day), day, { serial }, day.split('-').reverse().join('/')])
          expect(read(cell)).toMatchObject({ kind: 'day', day });
      }),
    );
  });

  it('is a day of the calendar or none, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789./- гмая') }), (text) => {
        for (const { day } of findDays(text, today)) expect(isDay(day)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
