/** What a child is found by, and how what is typed is read. */
import { describe, expect, it } from 'vitest';
import { searchTerms, searchText } from '#db/projections/searchText.ts';

const child = {
  familyName: 'Сәрсенбай-Петрова',
  givenName: 'Алёна',
  patronymic: 'Қайратқызы',
  caseCode: '7QK3-X0MT',
  iin: '190908691809',
};

function found(typed: string): boolean {
  const text = searchText(child);
  return searchTerms(typed).every((variants) => variants.some((word) => text.includes(` ${word}`)));
}

describe('searching', () => {
  it.each([
    'сәрс',
    'САРСЕНБАЙ',
    'петр',
    'алена',
    'Алё',
    'кайраткызы сарс',
    '1909',
    '190908691809',
    '7QK3-X0MT',
    '7qk3x0',
    'x0mt',
    'сарсенбай-петрова алёна',
    '  ',
  ])('finds the child by «%s»', (typed) => {
    expect(found(typed)).toBe(true);
  });

  it.each(['рсен', 'олена', '90869', 'qk3', 'алёна иванова'])('does not find the child by «%s»', (typed) => {
    expect(found(typed)).toBe(false);
  });

  it('knows a child of whom only the code is known', () => {
    const nameless = {
      familyName: null,
      givenName: null,
      patronymic: null,
      caseCode: '7QK3-X0MT',
      iin: null,
    };
    expect(searchText(nameless)).toBe(' 7qk3x0mt x0mt');
  });
});
