import { describe, expect, it } from 'vitest';
import type { Cell, ChildDraft, ExistingChild, RegisterPreview } from '#shared/domain/register/types.ts';
import { book, codesOf, grid, headings, list, preview } from '#tests/factories/register.ts';

const repeats = (result: RegisterPreview) => result.duplicates.map(({ row, of, why }) => [row, of, why]);

function asExisting(draft: ChildDraft): ExistingChild {
  return { ...draft, id: `child-${draft.row}` };
}

describe('the same child twice', () => {
  it('is told by one ИИН, also with a letter mistyped or the names exchanged', () => {
    const result = list(
      ['Ким Данияр', '07.06.2015', 'м', '150607500309', '03.04.2024'],
      ['Ким Даниэр', '', 'м', '150607500309', ''],
      ['Данияр Ким', '', 'м', '150607500309', ''],
    );
    expect(repeats(result)).toEqual([
      [3, 2, 'iin'],
      [4, 2, 'iin'],
    ]);
  });

  it('is not told by one ИИН under two names: both children come, and both numbers are to check', () => {
    const result = list(
      ['Ким Данияр', '07.06.2015', 'м', '150607500309', '03.04.2024'],
      ['Ким Санжар', '07.06.2015', 'м', '150607500309', '03.04.2024'],
    );
    expect(result.duplicates).toEqual([]);
    expect(codesOf(result, 3)).toContain('iin_shared');
  });

  it('is told by name and birth date, across ё, Kazakh letters and a missing patronymic', () => {
    const result = list(
      ['Әлімханов Артём Ерланович', '07.06.2015', 'м', '150607500309', '03.04.2024'],
      ['Алимханов Артем', '07.06.2015', 'м', '', ''],
    );
    expect(repeats(result)).toEqual([[3, 2, 'name_and_birth']]);
  });

  it('is not two brothers with one full name, nor two girls of two families', () => {
    const result = list(
      ['Абдуллаев Дамир Ерланович', '09.01.2022', 'м', '', '01.02.2025'],
      ['Абдуллаев Дамир Ерланович', '14.02.2019', 'м', '', '01.02.2025'],
      ['Абдуллаев Дамир', '2016 г.р.', 'м', '', '01.02.2025'],
    );
    expect(result.duplicates).toEqual([]);
  });

  it('is told by name, year and admission where one row lacks the exact date', () => {
    const result = list(
      ['Ким Роза', '07.06.2015', 'ж', '', '03.04.2024'],
      ['Ким Роза', '2015 г.р.', 'ж', '', '03.04.2024'],
      ['Ким Роза', '2015 г.р.', 'ж', '', '05.04.2024'],
    );
    expect(repeats(result)).toEqual([[3, 2, 'name_and_admission']]);
  });

  it('is not two children with two right ИИН, whatever else is equal', () => {
    const result = list(
      ['Ким Данияр', '07.06.2015', 'м', '150607500309', '03.04.2024'],
      ['Ким Данияр', '07.06.2015', 'м', '210608596849', '03.04.2024'],
    );
    expect(result.duplicates).toEqual([]);
  });

  it('is every row of a list that is read again', () => {
    const rows: Cell[][] = [
      ['Ким Данияр', '07.06.2015', 'м', '150607500309', '03.04.2024'],
      ['Ли Анна', '2016 г.р.', 'ж', '', '03.04.2024'],
      ['Пак Олег', '', '', '', ''],
    ];
    const file = book(grid([headings, ...rows]));
    const existing = preview(file).rows.map(({ draft }) => asExisting(draft));
    expect(preview(file, {}, existing).duplicates.map(({ row, existing: id }) => [row, id])).toEqual([
      [2, 'child-2'],
      [3, 'child-3'],
      [4, 'child-4'],
    ]);
  });

  it('is found again after its case was corrected, by what was first imported', () => {
    const file = book(grid([headings, ['Ли Анна', '2016 г.р.', 'ж', '', '03.04.2024']]));
    const [imported] = preview(file).rows.map(({ draft }) => asExisting(draft));
    if (imported === undefined) throw new Error('one child is read');
    const corrected = { ...imported, familyName: 'Лим', birthDate: '2017-01-05', birthYear: null };
    expect(preview(file, {}, [corrected]).duplicates).toEqual([]);
    expect(preview(file, {}, [{ ...corrected, asImported: imported }]).duplicates).toHaveLength(1);
  });
});

describe('brothers and sisters', () => {
  const family = (...rows: readonly (readonly Cell[])[]) =>
    preview(book(grid([['ФИО', 'Дата рождения', 'Мать', 'Братья, сёстры'], ...rows])));
  const groups = (result: RegisterPreview) => result.siblingGroups.map(({ rows }) => rows);
  const anna = 'Ким Анна Олеговна, тел. 8 701 111 22 33';

  it('are children of one mother with one telephone, however it is written', () => {
    const result = family(
      ['Ким Роза', '01.01.2015', anna, 'Артём'],
      ['Ким Артём', '02.02.2016', 'Ким А.О., +7(701)111-22-33', 'Роза'],
      ['Ли Анна', '03.03.2017', 'Ли Вера, 8 702 111 22 33', 'нет'],
    );
    expect(groups(result)).toEqual([[2, 3]]);
  });

  it('are not children of two mothers behind one telephone of a hostel', () => {
    const result = family(
      ['Ким Роза', '01.01.2015', anna, ''],
      ['Ли Артём', '02.02.2016', 'Ли Вера, 8 701 111 22 33', ''],
    );
    expect(groups(result)).toEqual([]);
  });

  it('are children of one family name who name each other', () => {
    const result = family(
      ['Оспанова Роза', '01.01.2015', '', 'Артём'],
      ['Оспанов Артём', '02.02.2016', '', 'Роза, Тимур'],
      ['Оспанов Тимур', '03.03.2017', '', 'нет'],
    );
    expect(groups(result)).toEqual([[2, 3]]);
    expect(result.siblingGroups[0]?.namesOnly).toEqual(['Тимур']);
    expect(codesOf(result, 3, 'siblings')).toEqual(['sibling_not_in_register']);
  });

  it('are not children who name each other and have two known mothers', () => {
    const result = family(
      ['Ким Роза', '01.01.2015', anna, 'Артём'],
      ['Ким Артём', '02.02.2016', 'Ким Вера, 8 702 333 44 55', 'Роза'],
    );
    expect(groups(result)).toEqual([]);
  });

  it('are to be checked where one mother has a child that names nobody', () => {
    const result = family(
      ['Ким Роза', '01.01.2015', anna, 'Артём'],
      ['Ким Артём', '02.02.2016', anna, 'нет'],
    );
    expect(groups(result)).toEqual([[2, 3]]);
    expect(codesOf(result, 3, 'siblings')).toEqual(['siblings_disagree']);
  });

  it('do not count a repeated row as a sibling of itself', () => {
    const result = family(['Ким Роза', '01.01.2015', anna, ''], ['Ким Роза', '01.01.2015', anna, '']);
    expect(groups(result)).toEqual([]);
    expect(repeats(result)).toEqual([[3, 2, 'name_and_birth']]);
  });
});
