/** Invented children and texts, the same for a seed. Nobody in it exists. */

import { iinCheckDigit } from '#shared/country/kz/iin.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import type { ChildFields } from '#shared/domain/steps/child.ts';
import type { Seeded } from '#tests/factories/seeded.ts';
import { notEmpty, smallWords, wordEndings, wordStems } from './words.ts';

const familyStems = notEmpty(
  (
    'Оспан Серик Ахмет Жұмабай Нұрлан Сапар Қасым Әбен Бекмұхамет Тілеу Мұрат Ержан Қуаныш Дәулет Сәрсен ' +
    'Ибраим Смағұл Есен Байжан Төлеген Кенже Рахым Омар Юсуп Ким Иван Петр Сидор Кузнец Соколов Попов Морозов ' +
    'Волков Зайцев Павлов Семён Голубев Виноград Богдан Воробьёв Фёдор Михайлов Беляев Тарас Белов Комаров'
  ).split(' '),
);
const boys = notEmpty(
  'Санжар Тимур Алихан Нұрсұлтан Ерасыл Данияр Әли Мирас Диас Арман Артём Максим Иван Егор Илья Саша Кирилл'.split(
    ' ',
  ),
);
const girls = notEmpty(
  'Томирис Айзере Аружан Сауле Қымбат Әсел Інжу Дана Мадина Аяулым Анна Мария Дарья Полина София Ева Алиса'.split(
    ' ',
  ),
);
const fathers = notEmpty(
  'Серик Руслан Ерлан Марат Қайрат Болат Асқар Нұржан Тимур Арман Айдос Иван Пётр Сергей'.split(' '),
);
const places = notEmpty(
  'Каскелен Талғар Есік Қапшағай Ұзынағаш Шелек Жаркент Текелі Сарқан Үштөбе'.split(' '),
);

export function inventedChild(chance: Seeded): ChildFields {
  const sex = chance.pick<'m' | 'f'>(['m', 'f']);
  const birthDate = addDays('2008-01-01', chance.between(0, 5800));
  const iin = chance.next() < 0.9 ? inventedIin(chance, birthDate, sex) : null;
  const father = chance.pick(fathers);
  const place = chance.pick(places);
  return {
    familyName: chance.pick(familyStems) + (sex === 'm' ? 'ов' : 'ова'),
    givenName: chance.pick(sex === 'm' ? boys : girls),
    patronymic: chance.next() < 0.9 ? father + (sex === 'm' ? 'ович' : 'овна') : null,
    sex,
    birthDate,
    birthYear: Number(birthDate.slice(0, 4)),
    iin,
    iinStatus: iin === null ? 'missing' : 'valid',
    legalStatus: 'temporary_by_application',
    reasons: ['poverty', 'housing'],
    mainReason: chance.pick(['poverty', 'housing']),
    reasonText: 'нет жилья',
    healthGroup: chance.pick(['I', 'II', 'III']),
    disability: chance.next() < 0.1,
    familyAddress: `${place}, ул. ${inventedWord(chance)} ${chance.between(1, 120)}`,
    familyPlace: place,
    note: null,
  };
}

/** A number with a right check digit. */
function inventedIin(chance: Seeded, birthDate: Day, sex: 'm' | 'f'): string {
  const day = birthDate.slice(2).replaceAll('-', '');
  for (;;) {
    const prefix = `${day}${sex === 'm' ? 5 : 6}${String(chance.between(0, 9999)).padStart(4, '0')}`;
    const check = iinCheckDigit(prefix);
    if (check !== null) return `${prefix}${check}`;
  }
}

/** A text of that many letters, as a caseworker would type it in a hurry. */
export function inventedText(chance: Seeded, letters: number): string {
  let text = '';
  while (text.length < letters) text += `${sentence(chance)} `;
  return text.slice(0, letters).trimEnd().padEnd(letters, '.');
}

function sentence(chance: Seeded): string {
  const words = Array.from({ length: chance.between(4, 9) }, () =>
    chance.next() < 0.3 ? chance.pick(smallWords) : inventedWord(chance),
  );
  const text = words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${chance.next() < 0.15 ? ` ${chance.between(2, 90)}` : ''}.`;
}

function inventedWord(chance: Seeded): string {
  return chance.pick(wordStems) + chance.pick(wordEndings);
}
