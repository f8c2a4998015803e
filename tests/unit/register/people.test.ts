import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDisabilityColumn, readHealth } from '#shared/domain/register/health.ts';
import { readKin } from '#shared/domain/register/kin.ts';
import { familyStem, mixesScripts, readName, sexOfPatronymic } from '#shared/domain/register/names.ts';
import { readPhones } from '#shared/domain/register/phones.ts';
import { readSex } from '#shared/domain/register/sex.ts';

const name = (text: string) => {
  const reading = readName(text);
  return reading === null ? null : [reading.familyName, reading.givenName, reading.patronymic];
};

const kin = (text: string, relation: 'mother' | null = null) => {
  const codes: string[] = [];
  const people = readKin(text, relation ?? 'relatives', relation, (_, code) => codes.push(code));
  return { people, codes };
};

describe("a child's name", () => {
  it.each([
    ['Ахметова Әмина Ерлановна', ['Ахметова', 'Әмина', 'Ерлановна']],
    ['Жумабаев Максим Асқарұлы', ['Жумабаев', 'Максим', 'Асқарұлы']],
    ['Жумабаева Алина Асқар қызы', ['Жумабаева', 'Алина', 'Асқар қызы']],
    ['Тулегенов Данияр', ['Тулегенов', 'Данияр', null]],
    ['Әмина Ерлановна Ахметова', ['Ахметова', 'Әмина', 'Ерлановна']],
    ['Ли Анна Мария', ['Ли', 'Анна Мария', null]],
    ['АХМЕТОВА ӘМИНА', ['Ахметова', 'Әмина', null]],
    ['иванов-петров артём', ['Иванов-Петров', 'Артём', null]],
    ['  7. Ким   Роза ', ['Ким', 'Роза', null]],
    ['Алиев Тимур Рашид оглы', ['Алиев', 'Тимур', 'Рашид оглы']],
  ])('"%s" is taken apart', (text, parts) => {
    expect(name(text)).toEqual(parts);
  });

  it('of one word or with initials is incomplete', () => {
    expect(readName('Данияр')).toMatchObject({ familyName: '', givenName: 'Данияр', incomplete: true });
    expect(readName('Иванов А.С.')).toMatchObject({
      familyName: 'Иванов',
      givenName: 'А.',
      incomplete: true,
    });
    expect(readName('Иванов Артём Сергеевич')?.incomplete).toBe(false);
  });

  it('loses no remark beside it', () => {
    expect(readName('Ким Роза (сестра Артёма)')).toMatchObject({
      givenName: 'Роза',
      remark: 'сестра Артёма',
    });
  });

  it('tells the sex by its patronymic, and the family by its stem', () => {
    expect(['Ерлановна', 'Асқарқызы', 'Болат қызы'].map(sexOfPatronymic)).toEqual(['f', 'f', 'f']);
    expect(['Ерланович', 'Асқарұлы', 'Ильич'].map(sexOfPatronymic)).toEqual(['m', 'm', 'm']);
    expect(sexOfPatronymic('Ким')).toBeNull();
    expect(familyStem('Оспанова')).toBe(familyStem('Оспанов'));
    expect(familyStem('Вишневская')).toBe(familyStem('Вишневский'));
    expect(familyStem('Ким')).not.toBe(familyStem('Кима'));
  });

  it('typed in two scripts is noticed', () => {
    expect(mixesScripts('Aхметов Тимур')).toBe(true);
    expect(mixesScripts('Ахметов Timur')).toBe(false);
  });

  it('is nothing without letters, and never throws', () => {
    expect(readName('12345 ___')).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const reading = readName(text);
        expect(reading === null || reading.givenName !== '').toBe(true);
      }),
    );
  });
});

describe('the sex', () => {
  it('is known in the ways that people write it', () => {
    for (const text of ['м', 'М.', 'муж.', 'Мужской', 'мальчик', 'ер', 'ұл', 'ұл бала', 'male', 'Boy'])
      expect([text, readSex(text)]).toEqual([text, 'm']);
    for (const text of ['ж', 'жен.', 'женский', 'девочка', 'қыз', 'әйел', 'қыз бала', 'F', 'girl'])
      expect([text, readSex(text)]).toEqual([text, 'f']);
    for (const text of ['', '?', 'м/ж', '1']) expect(readSex(text)).toBeNull();
  });
});

describe('a telephone', () => {
  it.each([
    ['тел. 8 701 557 98 29', '+77015579829'],
    ['+7 (701) 557-98-29', '+77015579829'],
    ['87015579829', '+77015579829'],
    ['7015579829', '+77015579829'],
    ['+996 555 123 456', '+996555123456'],
  ])('"%s" is %s', (text, phone) => {
    expect(readPhones(text)).toEqual({ phones: [phone], unreadable: [], rest: '' });
  });

  it('without its code is kept and pointed out', () => {
    expect(readPhones('Ким Роза, тел. 55-12-34')).toMatchObject({ phones: [], unreadable: ['55-12-34'] });
  });

  it('of ten digits is brought to one form from every way of writing it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^7\d{9}$/), (digits) => {
        const parts = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)];
        for (const text of [
          `8${digits}`,
          `+7 ${parts.join(' ')}`,
          `8 (${parts[0]}) ${parts.slice(1).join('-')}`,
        ])
          expect(readPhones(`Ким Роза, ${text}`)).toEqual({
            phones: [`+7${digits}`],
            unreadable: [],
            rest: 'Ким Роза',
          });
      }),
    );
  });
});

describe('kin in a cell', () => {
  it('is the mother of her column, with her telephone', () => {
    expect(kin('Ахметова Асель Асқарқызы, тел. 8 701 557 98 29', 'mother').people).toEqual([
      {
        relation: 'mother',
        name: 'Ахметова Асель Асқарқызы',
        phone: '+77015579829',
        address: null,
        place: null,
        note: null,
      },
    ]);
  });

  it('is told by the word of kinship in Kazakh', () => {
    expect(kin('анасы Серикова Гульнара Болатқызы, тел. 8 701 902 16 81').people).toMatchObject([
      { relation: 'mother', name: 'Серикова Гульнара Болатқызы', phone: '+77019021681' },
    ]);
  });

  it('has an address and the place of a trip', () => {
    expect(kin('бабушка Ким Роза, Алматинская обл., Карасайский р-н, г. Каскелен').people).toMatchObject([
      {
        relation: 'grandmother',
        name: 'Ким Роза',
        address: 'Алматинская обл., Карасайский р-н, г. Каскелен',
        place: 'г. Каскелен',
      },
    ]);
  });

  it('is several people where several are named', () => {
    const text = 'мать Иванова Анна, 8 701 111 22 33, отец Иванов Пётр; тётя Ким Роза (Астана)';
    expect(
      kin(text).people.map(({ relation, name: called, phone, note }) => [relation, called, phone, note]),
    ).toEqual([
      ['mother', 'Иванова Анна', '+77011112233', null],
      ['father', 'Иванов Пётр', null, null],
      ['aunt', 'Ким Роза', null, 'Астана'],
    ]);
  });

  it('without a name is no person, and is pointed out', () => {
    expect(kin('в местах лишения свободы', 'mother')).toEqual({ people: [], codes: ['kin_without_name'] });
    for (const text of ['сведений нет', 'в св-ве о рождении прочерк', 'нет', 'жоқ', '—', ''])
      expect(kin(text, 'mother')).toEqual({ people: [], codes: [] });
  });

  it('is read without failing, and always with a name, whatever the text', () => {
    const unit = fc.constantFrom(...'аеқ ,;.()0123456789+\nМК', 'мать ', 'бабушка ', 'тел. ');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        for (const person of kin(text).people) expect(person.name).toMatch(/\p{L}/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('health', () => {
  it('is a group, with Cyrillic look-alikes of its figures, and a disability where it is named', () => {
    expect(readHealth('III, инвалид детства')).toEqual({ group: 'III', disability: true, unreadable: false });
    expect(readHealth('II')).toEqual({ group: 'II', disability: null, unreadable: false });
    expect(['Ш', 'П группа', 'ІІ', '4 топ', 'IУ'].map((text) => readHealth(text).group)).toEqual([
      'III',
      'II',
      'II',
      'IV',
      'IV',
    ]);
    expect(readHealth('здоров')).toEqual({ group: 'здоров', disability: null, unreadable: true });
  });

  it('in a column of disability takes yes and no for answers', () => {
    expect(
      ['да', 'нет', 'жоқ', 'бар', 'II группа', 'инвалидности нет', ''].map(readDisabilityColumn),
    ).toEqual([true, false, false, true, true, false, null]);
  });
});
