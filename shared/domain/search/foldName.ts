/**
 * One folding of names, for searching and for comparing: what a person types and what a
 * register holds meet in the same form. ё is е, Kazakh letters are their Russian
 * look-alikes, й is и and ия is иа (Данияр, Даниар), soft and hard signs fall away (so that "Aigul" finds Айгүл and
 * Айгуль), Latin is read as Cyrillic, and anything between words is one space. Folded text
 * is for machines: it is never shown and never stored in place of a name.
 */

const kazakh: Readonly<Record<string, string>> = {
  ё: 'е',
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
};

/** Texts without marks to fall away and without white space to collapse: nearly all that are folded. */
const isPlain = /^(?:[!-~\u0400-\u0482\u048a-\u04ff«»–—№]| (?! ))*$/;
const isKazakh = /[ёәғқңөұүһі]/;
const kazakhLetters = /[ёәғқңөұүһі]/g;

/** Latin letters that look like Cyrillic ones: typed by mistake inside a Cyrillic word. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'и',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** Longest first. Russian and Kazakh romanisations, and the Kazakh Latin alphabet of 2021. */
const latin: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['gh', 'г'],
  ['ts', 'ц'],
  ['ng', 'нг'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['yo', 'е'],
  ['ye', 'е'],
  ['iu', 'ю'],
  ['ä', 'а'],
  ['ğ', 'г'],
  ['ı', 'ы'],
  ['ñ', 'н'],
  ['ö', 'о'],
  ['ş', 'ш'],
  ['ū', 'у'],
  ['ü', 'у'],
  ['é', 'е'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'к'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'ж'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'к'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'у'],
  ['x', 'кс'],
  ['z', 'з'],
];

/** Lower case, ё as е, Kazakh letters as look-alikes, white space collapsed; signs and Latin kept. */
export function foldLetters(text: string): string {
  const lower = isPlain.test(text) ? text.toLowerCase().trim() : withoutMarks(text);
  return isKazakh.test(lower) ? lower.replace(kazakhLetters, (letter) => kazakh[letter] ?? letter) : lower;
}

/** A letter and its mark become one letter, other marks fall away, white space is one space. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\p{M}+/gu, '');
}

/** The form in which names are searched and compared. Folding twice changes nothing. */
export function foldName(text: string): string {
  return foldLetters(text)
    .replace(/['’ʼ`ʹ"]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map(foldWord)
    .filter((word) => word !== '')
    .join(' ');
}

function foldWord(word: string): string {
  const cyrillic = /[a-zà-ɏ]/.test(word)
    ? /[а-яё]/.test(word)
      ? correctLookAlikes(word)
      : fromLatin(word)
    : word;
  return cyrillic.replace(/[ьъ]/g, '').replace(/й/g, 'и').replace(/ия/g, 'иа');
}

/** Latin letters without a look-alike are read as what they sound like. */
function correctLookAlikes(word: string): string {
  return fromLatin(word.replace(/[a-z]/g, (letter) => lookAlikes[letter] ?? letter));
}

function fromLatin(word: string): string {
  let cyrillic = '';
  for (let at = 0; at < word.length; ) {
    const letter = word.charAt(at);
    const pair = latin.find(([from]) => word.startsWith(from, at));
    if (pair !== undefined) {
      cyrillic += pair[1];
      at += pair[0].length;
    } else {
      // y is й after a vowel (Aygul) and ы elsewhere (Aidyn)
      cyrillic += letter === 'y' ? (/[аеиоуыюя]$/.test(cyrillic) ? 'и' : 'ы') : letter;
      at += 1;
    }
  }
  return cyrillic;
}
