import { describe, expect, it } from 'vitest';
import { fieldOfHeading, type RegisterField } from '#shared/domain/register/fields.ts';
import { previewRegister } from '#shared/domain/register/preview.ts';
import { book, codesOf, grid, headings, list, preview, readingDay } from '#tests/factories/register.ts';

describe('a heading', () => {
  it.each<[string, RegisterField | null]>([
    ['№ п/п', 'number'],
    ['Р/с', 'number'],
    ['Ф.И.О. ребёнка', 'fullName'],
    ['Фамилия, имя, отчество', 'fullName'],
    ['Баланың аты-жөні', 'fullName'],
    ['Баланың тегі, аты, әкесінің аты', 'fullName'],
    ["Child's name", 'fullName'],
    ['Фамилия', 'familyName'],
    ['Имя', 'givenName'],
    ['Әкесінің аты', 'patronymic'],
    ['Дата рожд.', 'birthDate'],
    ['Туған күні', 'birthDate'],
    ['Date of birth', 'birthDate'],
    ['Пол', 'sex'],
    ['Жынысы', 'sex'],
    ['ИИН', 'iin'],
    ['ЖСН', 'iin'],
    ['Поступил(а)', 'admittedOn'],
    ['Дата зачисления', 'admittedOn'],
    ['Ұйымға келген күні', 'admittedOn'],
    ['Date of admission', 'admittedOn'],
    ['Причина помещения', 'reason'],
    ['Орналастыру себебі', 'reason'],
    ['Правовой статус', 'legalStatus'],
    ['Мать (Ф.И.О., телефон)', 'mother'],
    ['Анасы', 'mother'],
    ['Отец', 'father'],
    ['Әкесі', 'father'],
    ['Ата-анасы туралы мәлімет', 'parents'],
    ['Сведения о родителях', 'parents'],
    ['Другие родственники', 'relatives'],
    ['Братья, сёстры', 'siblings'],
    ['Бауырлары', 'siblings'],
    ['Группа здоровья', 'healthGroup'],
    ['Инвалидность', 'disability'],
    ['Место жительства семьи', 'familyAddress'],
    ['Туған отбасының мекенжайы', 'familyAddress'],
    ['Примечание', 'note'],
    ['Ескерту', 'note'],
    // about somebody or something else
    ['Ф.И.О. воспитателя', null],
    ['ИИН матери', null],
    ['Дата рождения матери', null],
    ['Телефон матери', null],
    ['Место рождения', null],
    ['Номер приказа о зачислении', null],
    ['Свидетельство о рождении', null],
    ['Школа, класс', null],
    ['Лауазымы', null],
    ['', null],
  ])('"%s" is %s', (heading, field) => {
    expect(fieldOfHeading(heading)).toBe(field);
  });
});

describe('the list in a sheet', () => {
  const child = ['Ким Роза Ерлановна', '01.02.2015', 'ж', '', '03.04.2024'];

  it('is found under its titles, with its day and its institution', () => {
    const result = preview(
      book(
        grid([['КГУ «Детский дом № 1», г. Семей'], ['Список на 1 ноября 2025 года'], [], headings, child]),
      ),
    );
    expect(result).toMatchObject({
      headerRow: 4,
      registerDate: '2025-11-01',
      institutionName: 'КГУ «Детский дом № 1», г. Семей',
    });
    expect(result.rows.map(({ row }) => row)).toEqual([5]);
  });

  it('tells its day in Kazakh', () => {
    const title = '2025 жылғы 1 қарашадағы жағдай бойынша';
    expect(preview(book(grid([[title], headings, child]))).registerDate).toBe('2025-11-01');
  });

  it('goes past column numbers, headings of a new page, groups, totals, signatures and prepared numbers', () => {
    const numbered = ['№', ...headings];
    const result = preview(
      book(
        grid([
          numbered,
          [1, 2, { serial: 3 }, 4, 5, 6],
          [1, ...child],
          [null, 'Средняя группа'],
          numbered,
          [2, 'Ким Артём Ерланович', '02.03.2016', 'м', '', '03.04.2024'],
          [3],
          [null, 'Всего: 2 ребёнка'],
          [null, 'Директор', null, 'Сейітова Г.'],
          [null, 'Омарова Айнұр'],
        ]),
      ),
    );
    expect(result.rows.map(({ row }) => row)).toEqual([3, 6]);
    expect(result.skipped.map(({ row, why }) => [row, why])).toEqual([
      [2, 'column_numbers'],
      [4, 'no_child'],
      [5, 'header_again'],
      [8, 'total'],
      [9, 'signature'],
      [10, 'no_child'],
    ]);
    expect(result.declaredTotal).toBe(2);
  });

  it('may have headings in two rows', () => {
    const result = preview(
      book(
        grid([
          ['Ф.И.О.', 'Дата рождения', 'Родители', null, 'Примечание'],
          [null, null, 'мать', 'отец', null],
          ['Ким Роза', '01.02.2015', 'Ким Анна', 'Ким Олег', 'болеет'],
        ]),
      ),
    );
    expect(result.columns.map(({ field }) => field)).toEqual([
      'fullName',
      'birthDate',
      'mother',
      'father',
      'note',
    ]);
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]?.draft.kin.map(({ relation }) => relation)).toEqual(['mother', 'father']);
  });

  it('may have the name in three columns', () => {
    const result = preview(
      book(
        grid([
          ['Фамилия', 'Имя', 'Отчество', 'ИИН'],
          ['Ким', 'Роза Мария', 'Ерлановна', ''],
        ]),
      ),
    );
    expect(result.rows[0]?.draft).toMatchObject({
      familyName: 'Ким',
      givenName: 'Роза Мария',
      patronymic: 'Ерлановна',
      fullName: 'Ким Роза Мария Ерлановна',
    });
  });

  it('is not the sheet of the staff', () => {
    const staff = grid(
      [
        ['Ф.И.О.', 'Дата рождения', 'Должность'],
        ['Омарова Айнұр', '01.01.1980', 'повар'],
      ],
      'Штат',
    );
    expect(preview(book(staff, grid([headings, child], 'Дети'))).sheet).toBe('Дети');
    expect(previewRegister(book(staff), {}, [], readingDay)).toMatchObject({
      error: { code: 'not_a_register' },
    });
  });

  it('is corrected: another sheet, another row of headings, other columns', () => {
    const two = book(grid([headings, child], 'А'), grid([headings, child, child], 'Б'));
    expect(preview(two, { sheet: 'А' })).toMatchObject({ sheet: 'А', sheets: ['А', 'Б'] });
    const unnamed = book(
      grid([
        ['a', 'b', 'c'],
        ['x', 'y', 'z'],
        ['Ким Роза', '01.02.2015', 'ж'],
      ]),
    );
    const result = preview(unnamed, { headerRow: 2, mapping: { 0: 'fullName', 1: 'birthDate', 2: 'sex' } });
    expect(result.rows.map(({ draft }) => [draft.givenName, draft.birthDate, draft.sex])).toEqual([
      ['Роза', '2015-02-01', 'f'],
    ]);
  });

  it('gives a field to the column that the person named, and to no other', () => {
    const result = preview(
      book(
        grid([
          [...headings, 'Новый ИИН'],
          [...child, '150607500309'],
        ]),
      ),
      {
        mapping: { 5: 'iin' },
      },
    );
    expect(result.columns.filter(({ field }) => field === 'iin').map(({ index }) => index)).toEqual([5]);
    expect(result.rows[0]?.draft.iin).toBe('150607500309');
  });

  it('without a column of names asks for one', () => {
    expect(
      previewRegister(book(grid([headings, child])), { mapping: { 0: null } }, [], readingDay),
    ).toMatchObject({
      error: { code: 'no_header', sheets: ['Лист1'] },
    });
  });

  it('of an empty book, a letter, or another sheet name is no list', () => {
    const code = (from: ReturnType<typeof book>, sheet?: string) => {
      const result = previewRegister(from, sheet === undefined ? {} : { sheet }, [], readingDay);
      return 'error' in result ? result.error.code : null;
    };
    expect(code(book(grid([])))).toBe('file_empty');
    expect(code(book(grid([['Уважаемые коллеги!'], ['Высылаем список.']])))).toBe('not_a_register');
    expect(code(book(grid([headings, child])), 'Нет такого')).toBe('no_header');
  });

  it('keeps every row word for word, also columns that mean nothing to us', () => {
    const result = preview(
      book(
        grid([
          [...headings, 'Кружок', 'Кружок', null],
          ['Ким Роза', { serial: 42036 }, 'ж', 90404591138, 45385, 'шахматы', 'танцы', 'без заголовка'],
        ]),
      ),
    );
    expect(result.rows[0]?.draft.original).toEqual({
      'Ф.И.О.': 'Ким Роза',
      'Дата рождения': '01.02.2015',
      Пол: 'ж',
      ИИН: '90404591138',
      'Дата поступления': '03.04.2024',
      Кружок: 'шахматы',
      'Кружок (G)': 'танцы',
      H: 'без заголовка',
    });
  });

  it('says which row has no name, and imports the others', () => {
    const result = list(['', '01.02.2015', 'ж', '', '03.04.2024'], child);
    expect(codesOf(result, 2)).toContain('name_missing');
    expect(result.errors).toHaveLength(1);
    expect(result.rows.map(({ importable }) => importable)).toEqual([false, true]);
  });
});
