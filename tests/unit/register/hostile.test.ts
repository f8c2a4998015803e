import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKin } from '#shared/domain/register/kin.ts';
import { readPhones } from '#shared/domain/register/phones.ts';
import type { Cell } from '#shared/domain/register/types.ts';
import { book, codesOf, grid, list, preview } from '#tests/factories/register.ts';

const headings = ['Ф.И.О.', 'Дата рождения', 'Пол', 'Мать', 'Братья и сёстры'];
const ofFamilies = (...rows: readonly (readonly Cell[])[]) => preview(book(grid([headings, ...rows])));

describe('a list with one mother copied down a column', () => {
  const letters = 'абвгдежзиклмнопрсту';
  const child = (at: number) => [
    `Ким${letters.charAt(at % 19)}${letters.charAt(Math.floor(at / 19))} Роза`,
    '01.02.2015',
    'ж',
    'Ким Анна Петровна, тел. 8 701 123 45 67',
    '',
  ];

  it('links nobody, says so of every child, and keeps them all', () => {
    const result = ofFamilies(...Array.from({ length: 21 }, (_, at) => child(at)));
    expect(result.rows).toHaveLength(21);
    expect(result.siblingGroups).toEqual([]);
    for (const { row } of result.rows)
      expect(codesOf(result, row, 'siblings')).toContain('siblings_implausible');
  });

  it('is a large family still with twenty', () => {
    const result = ofFamilies(...Array.from({ length: 20 }, (_, at) => child(at)));
    expect(result.siblingGroups.map(({ rows }) => rows.length)).toEqual([20]);
  });
});

describe('a cell made to be slow', () => {
  const long = 1_000_000;
  it.each([
    ['brackets that never close', '('.repeat(long)],
    ['white space', `Ким${' '.repeat(long)}Роза`],
    ['signs', `Ким Роза${','.repeat(long)}!`],
    ['words for a telephone', 'тел '.repeat(long / 4)],
    ['words of kinship', '), мать '.repeat(long / 8)],
    ['digits', '8'.repeat(long)],
  ])('is read as far as a family needs: %s', (_, text) => {
    const result = ofFamilies(['Ким Роза', '01.02.2015', 'ж', text, text], ['Ким Вера', '', 'ж', '', '']);
    expect(result.rows.map(({ draft }) => draft.givenName)).toEqual(['Роза', 'Вера']);
    // shortened where it was read, whole in the row's own words
    if (text.trim().length > 1_000) expect(codesOf(result, 2, 'mother')).toContain('text_shortened');
    expect(result.rows[0]?.draft.original.Мать?.length).toBeGreaterThan(long / 2);
  });
});

describe('signs that are not seen', () => {
  it('are in no name, and the way of writing stays', () => {
    const result = list(['Ким\u0000 \u202eРоза\u202c\u0085\u200f', '01.02.2015', 'ж', null, null]);
    expect(result.rows[0]?.draft.fullName).toBe('Ким Роза');
  });

  it('leave a heading that is a word of the language alone', () => {
    const rows = [
      [...headings, '__proto__', 'constructor', 'toString', '__proto__'],
      ['Ким Роза', '01.02.2015', 'ж', '', '', 'раз', 'два', 'три', 'четыре'],
    ];
    const [row] = preview(book(grid(rows))).rows;
    expect(Object.values(row?.draft.original ?? {})).toEqual(
      expect.arrayContaining(['раз', 'два', 'три', 'четыре']),
    );
    expect(Object.getPrototypeOf(row?.draft.original)).toBe(Object.prototype);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe('the people of a child', () => {
  it('are found whatever stands around them, and no telephone is lost', () => {
    const noise = fc.string({
      unit: fc.constantFrom('(', ')', ',', ';', ' ', '\t', '.', ':', '-'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(noise, (signs) => {
        const written = `Ахметова Асель, тел. 8 701 123 45 67${signs}`;
        expect(readPhones(written).phones).toContain('+77011234567');
        expect(readKin(written, 'mother', 'mother', () => undefined)[0]).toMatchObject({
          name: 'Ахметова Асель',
          phone: '+77011234567',
        });
      }),
    );
  });
});
