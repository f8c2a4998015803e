/**
 * A person's name in one cell, taken apart in the order of documents: family name, given
 * name, patronymic. Russian patronymics (-ович, -овна) and Kazakh ones (-ұлы, -қызы, also as
 * a word of their own) are known by their endings; many children have none.
 */
import type { Sex } from '../../country/kz/iin.ts';
import { foldLetters } from '../search/foldName.ts';

export interface NameReading {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  /** One word only, or initials in place of names. */
  readonly incomplete: boolean;
  /** Words in brackets that are no name, e.g. "(сестра)". */
  readonly remark: string | null;
}

const sonOf = /(ович|евич|ьич|мич|нич|тич|лич|улы|оглы|углы|ulı|uly|ovich|evich)$/;
const daughterOf = /(овна|евна|ична|инична|кызы|кизи|qyzy|kyzy|qızı|ovna|evna)$/;
/** Kazakh endings written apart: "Асқар қызы". */
const apart = /^(улы|кызы|оглы|кизи|uly|ulı|kyzy|qyzy|qızı)$/;

/** Reads a name; null where the text has no letters. */
export function readName(text: string): NameReading | null {
  const remark = /\(([^)]*)\)?/.exec(text)?.[1]?.trim() || null;
  const words = joinedEndings(
    text
      .replace(/\([^)]*\)?/g, ' ')
      .replace(/^\s*\d+[.)]?\s*/, '')
      .replace(/\.(?=\S)/g, '. ')
      .split(/[\s,;]+/)
      .map((word) => word.replace(/^[-–—"'«»*]+|[-–—"'«»*]+$/g, ''))
      .filter((word) => /\p{L}/u.test(word)),
  ).map(inCase);
  const [first, second, ...rest] = words;
  if (first === undefined) return null;
  if (second === undefined) {
    return { familyName: '', givenName: first, patronymic: null, incomplete: true, remark };
  }
  const initials = words.some((word) => /^\p{L}\.?$/u.test(word));
  const [third] = rest;
  if (third !== undefined && rest.length === 1 && isPatronymic(second) && !isPatronymic(third)) {
    return { familyName: third, givenName: first, patronymic: second, incomplete: initials, remark };
  }
  if (third === undefined && isPatronymic(second)) {
    // "Айгерим Ерлановна": the family name is not written
    return { familyName: '', givenName: first, patronymic: second, incomplete: true, remark };
  }
  const last = rest.at(-1);
  const hasPatronymic = last !== undefined && (isPatronymic(last) || (initials && rest.length === 1));
  return {
    familyName: first,
    givenName: [second, ...(hasPatronymic ? rest.slice(0, -1) : rest)].join(' '),
    patronymic: hasPatronymic ? last : null,
    incomplete: initials,
    remark,
  };
}

/** What a patronymic says of the child's sex. */
export function sexOfPatronymic(patronymic: string): Sex | null {
  const folded = foldLetters(patronymic);
  if (daughterOf.test(folded)) return 'f';
  return sonOf.test(folded) ? 'm' : null;
}

/** True where one word mixes Cyrillic and Latin letters: typed so, it is not found again. */
export function mixesScripts(text: string): boolean {
  return text
    .split(/[\s-]+/)
    .some((word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word));
}

/** A family name without its ending of sex: Оспанова and Оспанов belong together. */
export function familyStem(familyName: string): string {
  return foldLetters(familyName)
    .replace(/(ая|ий|ый|ой)$/, '')
    .replace(/(?<=(ов|ев|ин|ын))а$/, '');
}

function isPatronymic(word: string): boolean {
  const folded = foldLetters(word);
  return folded.length > 4 && (sonOf.test(folded) || daughterOf.test(folded));
}

function joinedEndings(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before !== undefined && joined.length > 1 && apart.test(foldLetters(word))) {
      joined[joined.length - 1] = `${before} ${word}`;
    } else {
      joined.push(word);
    }
  }
  return joined;
}

/** "АХМЕТОВА" and "ахметова" as "Ахметова"; a name in mixed case stays as written. */
function inCase(word: string): string {
  if (word !== word.toUpperCase() && word !== word.toLowerCase()) return word;
  return word
    .toLowerCase()
    .replace(/(^|[-\s])(\p{L})/gu, (_, before: string, letter: string) => `${before}${letter.toUpperCase()}`)
    .replace(/(?<=\s)(Ұлы|Қызы|Улы|Кызы|Оглы)$/u, (ending) => ending.toLowerCase());
}
