/**
 * Keys by which names sort as a Russian or a Kazakh reader expects. A collator cannot be indexed,
 * so a name's place is written as text whose binary order is the alphabet's order. In Russian
 * ё sorts with е and only breaks ties; in Kazakh it is a letter of its own.
 */
const alphabets = {
  ru: 'аәбвгғдежзиійкқлмнңоөпрстуүұфхһцчшщъыьэюя',
  kk: 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя',
} as const;

export type SortLanguage = keyof typeof alphabets;

/** Sorts after every name: children whose name this device does not hold. */
export const namelessKey = '\uFFFD';

const firstLetter = 0x30;
const ranks: Record<SortLanguage, ReadonlyMap<string, string>> = { ru: ranksOf('ru'), kk: ranksOf('kk') };

/** Digits, then Latin letters, then the alphabet: each one character, in code point order. */
function ranksOf(language: SortLanguage): ReadonlyMap<string, string> {
  const letters = [...'0123456789', ...'abcdefghijklmnopqrstuvwxyz', ...alphabets[language]];
  return new Map(letters.map((letter, rank) => [letter, String.fromCharCode(firstLetter + rank)]));
}

/** The key of a name's parts, family name first: a shorter part sorts before a longer one that it begins. */
export function sortKey(parts: readonly (string | null)[], language: SortLanguage): string {
  const written = parts.filter((part): part is string => part !== null && part.trim() !== '');
  if (written.length === 0) return namelessKey;
  const names = written.map((part) => part.trim().toLowerCase().normalize('NFC'));
  const primary = names.map((name) => primaryKey(name, language)).join(partEnds);
  // ties between е and ё only
  const tie =
    language === 'ru' && names.some((name) => name.includes('ё')) ? `${tieBegins}${tieOf(names)}` : '';
  return primary + tie;
}

/** Below every letter's rank: a part that ends sorts first. */
const partEnds = '\u0002';
const tieBegins = '\u0001';
/** Spaces and hyphens inside a part sort before letters. */
const gap = '!';

function primaryKey(name: string, language: SortLanguage): string {
  let key = '';
  for (const character of name) {
    const letter = language === 'ru' && character === 'ё' ? 'е' : character;
    key += ranks[language].get(letter) ?? (/[\s-]/.test(letter) ? gap : '');
  }
  return key;
}

function tieOf(names: readonly string[]): string {
  return names.join(' ').replaceAll(/[^её]/g, '').replaceAll('е', '0').replaceAll('ё', '1');
}
