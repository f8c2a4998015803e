/** Health group and disability as one cell or two tell them: "III, инвалид детства". */
import { foldLetters } from '../search/foldName.ts';
import { saysNothing } from './cells.ts';

export interface HealthReading {
  /** I to V, else the words of the list. */
  readonly group: string | null;
  readonly disability: boolean | null;
  /** True where the text names no group we know. */
  readonly unreadable: boolean;
}

const groups = ['I', 'II', 'III', 'IV', 'V'] as const;

/** Reads the column of health groups. */
export function readHealth(text: string): HealthReading {
  if (saysNothing(text)) return { group: null, disability: null, unreadable: false };
  const words = text.toUpperCase().split(/[^\p{L}\p{N}]+/u);
  const group = words.map(groupOf).find((found) => found !== null) ?? null;
  const disability = readDisability(text);
  return {
    group: group ?? (disability === null ? text.slice(0, 60) : null),
    disability,
    unreadable: group === null && disability === null,
  };
}

/** A Roman figure, also typed with its Cyrillic look-alikes (І, П for II, Ш for III), or a digit. */
function groupOf(word: string): string | null {
  const roman = word.replace(/[ІӀ]/g, 'I').replace(/^П$/, 'II').replace(/^Ш$/, 'III').replace(/^IУ$/, 'IV');
  const digit = /^[1-5]$/.test(word) ? groups[Number(word) - 1] : undefined;
  return groups.find((group) => group === roman) ?? digit ?? null;
}

/** Whether a text speaks of a disability: true, false, or null where it does not say. */
function readDisability(text: string): boolean | null {
  const folded = foldLetters(text);
  if (
    /(нет|без|не имеет) инвалидн|не инвалид|инвалидност[а-я]*[ :-]+(нет|не )|мугедек емес|мугедектиги жок|not disabled|no disab/.test(
      folded,
    )
  ) {
    return false;
  }
  return /инвалид|мугедек|disab/.test(folded) ? true : null;
}

/** A column of disability alone, where "да" and "нет" are answers. */
export function readDisabilityColumn(text: string): boolean | null {
  const folded = foldLetters(text)
    .replace(/[^а-яa-z ]/g, '')
    .trim();
  if (/^(да|есть|иа|бар|yes|y)$/.test(folded)) return true;
  if (/^(нет|жок|no|n)$/.test(folded)) return false;
  return saysNothing(text) ? null : (readDisability(text) ?? true);
}
