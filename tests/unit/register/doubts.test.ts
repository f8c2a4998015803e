import { describe, expect, it } from 'vitest';
import type { Cell } from '#shared/domain/register/types.ts';
import { book, codesOf, grid, list, preview } from '#tests/factories/register.ts';

/** One child under the usual headings: name, birth date, sex, ИИН, admission. */
function child(name: string, birth: Cell, sex: Cell, iin: Cell, admitted: Cell = '03.04.2024') {
  const result = list([name, birth, sex, iin, admitted]);
  return { codes: codesOf(result, 2), draft: result.rows[0]?.draft };
}

describe('what is doubtful in a row', () => {
  it('is nothing where everything is there and fits', () => {
    expect(child('Ким Артём Ерланович', '07.06.2015', 'м', '150607500309').codes).toEqual([]);
  });

  it('is an ИИН with a wrong check digit: kept as unverified', () => {
    expect(child('Ким Артём', '07.06.2015', 'м', '150607500308')).toMatchObject({
      codes: ['iin_check_digit'],
      draft: { iin: '150607500308', iinStatus: 'unverified' },
    });
  });

  it('is an ИИН that does not fit birth date or sex: a warning, never a refusal', () => {
    expect(child('Ким Роза', '08.06.2015', 'ж', '150607500309')).toMatchObject({
      codes: ['iin_mismatch', 'iin_mismatch'],
      draft: { iin: '150607500309', iinStatus: 'valid', birthDate: '2015-06-08', sex: 'f' },
    });
  });

  it('is a birth date or a sex that only the ИИН tells', () => {
    expect(child('Ким Артём', '', '', '150607500309')).toMatchObject({
      codes: ['birth_date_from_iin', 'sex_from_iin'],
      draft: { birthDate: '2015-06-07', birthYear: null, sex: 'm' },
    });
  });

  it('is not filled from an ИИН whose check digit is wrong', () => {
    expect(child('Ким Артём', '', '', '150607500308')).toMatchObject({
      codes: ['iin_check_digit', 'birth_date_missing', 'sex_missing'],
      draft: { birthDate: null, sex: null },
    });
  });

  it('is a year in place of a date', () => {
    expect(child('Ким Артём', '2019 г.р.', 'м', '')).toMatchObject({
      codes: ['iin_missing', 'birth_year_only'],
      draft: { birthDate: null, birthYear: 2019 },
    });
  });

  it('is a year that contradicts the ИИН: the list is believed', () => {
    expect(child('Ким Артём', '2014 ж.т.', 'м', '150607500309')).toMatchObject({
      codes: ['iin_mismatch', 'birth_year_only'],
      draft: { birthDate: null, birthYear: 2014 },
    });
  });

  it.each([
    ['31.02.2015', 'birth_date_unreadable'],
    ['01.01.2031', 'birth_date_future'],
    ['07.06.2005', 'age_over_18'],
    ['07.06.15', 'year_two_digits'],
  ])('is the birth date "%s"', (birth, code) => {
    expect(child('Ким Артём', birth, 'м', '').codes).toEqual(['iin_missing', code]);
  });

  it.each([
    ['', 'admitted_missing'],
    ['2024 г.', 'admitted_year_only'],
    ['весной', 'admitted_unreadable'],
    ['01.01.2026', 'admitted_in_future'],
    ['01.01.2015', 'admitted_before_birth'],
  ])('is the admission "%s"', (admitted, code) => {
    expect(child('Ким Артём', '07.06.2015', 'м', '150607500309', admitted).codes).toEqual([code]);
  });

  it('is a sex that nobody can read, taken from the patronymic', () => {
    expect(child('Ким Роза Ерлановна', '07.06.2015', 'м/ж', '')).toMatchObject({
      codes: ['iin_missing', 'sex_unreadable', 'sex_from_name'],
      draft: { sex: 'f' },
    });
  });

  it('is an ИИН of a wrong length: the child comes without it, the words stay', () => {
    expect(child('Ким Артём', '07.06.2015', 'м', '1506075003')).toMatchObject({
      codes: ['iin_malformed'],
      draft: { iin: null, iinStatus: 'missing', original: { ИИН: '1506075003' } },
    });
  });

  it.each([
    ['Артём', 'name_incomplete'],
    ['Kим Артём', 'name_mixed_script'],
    ['Ким Артём (брат Розы)', 'name_remark'],
  ])('is the name "%s"', (name, code) => {
    expect(child(name, '07.06.2015', 'м', '150607500309').codes).toEqual([code]);
  });

  it('are a reason and a status in words we do not know', () => {
    const heading = ['ФИО', 'Дата рождения', 'Причина', 'Правовой статус'];
    const result = preview(
      book(
        grid([
          heading,
          ['Ким Артём', '07.06.2015', 'см. приказ', 'см. дело'],
          ['Ким Роза', '07.06.2016', '', ''],
          ['Ли Анна', '07.06.2017', 'ТЖС', 'сирота'],
        ]),
      ),
    );
    const of = (row: number) => [...codesOf(result, row, 'reason'), ...codesOf(result, row, 'legalStatus')];
    expect([2, 3, 4].map(of)).toEqual([
      ['reason_unknown', 'legal_status_unknown'],
      ['reason_missing', 'legal_status_missing'],
      ['reason_general'],
    ]);
    expect(result.rows[0]?.draft).toMatchObject({
      reasonText: 'см. приказ',
      mainReason: 'other',
      legalStatusText: 'см. дело',
      legalStatus: 'undetermined',
    });
  });

  it('is a text too long for a case: shortened in the field, whole in the original', () => {
    const long = 'а'.repeat(600);
    const result = preview(
      book(
        grid([
          ['ФИО', 'Дата рождения', 'Адрес'],
          ['Ким Артём', '07.06.2015', long],
        ]),
      ),
    );
    expect(codesOf(result, 2)).toContain('text_shortened');
    expect(result.rows[0]?.draft.familyAddress).toHaveLength(500);
    expect(result.rows[0]?.draft.original.Адрес).toBe(long);
  });
});
