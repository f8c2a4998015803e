/** Names sort as an Intl collator sorts them; the key is only its indexable form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namelessKey, sortKey } from '#db/projections/sortKey.ts';

const letters = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const name = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 6 });

function byKey(one: string, other: string, language: 'ru' | 'kk'): number {
  const [first, second] = [sortKey([one], language), sortKey([other], language)];
  return first < second ? -1 : first > second ? 1 : 0;
}

describe('the sort key', () => {
  it.each(['ru', 'kk'] as const)('orders any two names in %s as the collator does', (language) => {
    const collator = new Intl.Collator(language);
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(byKey(one, other, language)).toBe(Math.sign(collator.compare(one, other)));
      }),
      { numRuns: 2000 },
    );
  });

  it('puts Қ after К and before Л, and Ә after А, in Kazakh', () => {
    const names = ['Лаура', 'Қайрат', 'Әсел', 'Камила', 'Айша', 'Ілияс', 'Ырыс', 'Ёлка', 'Еркін'];
    const sorted = names.toSorted((one, other) => byKey(one, other, 'kk'));
    expect(sorted).toEqual(['Айша', 'Әсел', 'Еркін', 'Ёлка', 'Камила', 'Қайрат', 'Лаура', 'Ырыс', 'Ілияс']);
  });

  it('sorts a family before a longer one that begins like it, whatever the given names', () => {
    const people = [
      ['Лебедева', 'Анна'],
      ['Ли', 'Яна'],
      ['Лим', 'Анна'],
      ['Ли', 'Анна'],
    ];
    const sorted = people.toSorted((one, other) => (sortKey(one, 'ru') < sortKey(other, 'ru') ? -1 : 1));
    expect(sorted.map((parts) => parts.join(' '))).toEqual([
      'Лебедева Анна',
      'Ли Анна',
      'Ли Яна',
      'Лим Анна',
    ]);
  });

  it('does not mind capitals, spaces at the ends or how ё and й are composed', () => {
    expect(sortKey([' СЕМЁНОВ '], 'ru')).toBe(sortKey(['Семе\u0308нов'], 'ru'));
    expect(sortKey(['Сергей', null, ''], 'kk')).toBe(sortKey(['серге\u0438\u0306'], 'kk'));
  });

  it('puts a child without a name last', () => {
    expect(sortKey([null, ''], 'kk')).toBe(namelessKey);
    fc.assert(fc.property(name, (one) => sortKey([one], 'ru') < namelessKey));
  });
});
