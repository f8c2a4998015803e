/**
 * The child's people in the columns of mother, father, parents and other relatives: "анасы
 * Ахметова Асель, тел. 8 701 …", "бабушка Ким Роза, Алматинская обл., …; тётя …". Only
 * somebody with a name becomes kin; what else a cell says ("в местах лишения свободы")
 * stays in the row's original and is pointed out.
 */
import { placeOfAddress, readAddress } from '../../country/kz/address.ts';
import { foldLetters } from '../search/foldName.ts';
import type { Relation } from '../steps/kin.ts';
import { saysNothing, withoutTail } from './cells.ts';
import type { RegisterField } from './fields.ts';
import { readName } from './names.ts';
import { readPhones } from './phones.ts';
import type { KinDraft } from './types.ts';
import type { Warn } from './warnings.ts';

/** Words of kinship, over folded letters; a word must stand alone. */
const relationWords: readonly (readonly [Relation, string])[] = [
  ['grandmother', 'бабушк[аиу]|бабуля|прабабушка|ажеси|аже|апасы ажеси|нагашы аже(си)?|grandmother|grandma'],
  ['grandfather', 'дедушк[аиу]|дед|прадед(ушка)?|атасы|нагашы ата(сы)?|grandfather|grandpa'],
  ['step_parent', 'отчим|мачеха|огей (аке|ана|шеше)(си|сы)?|step-?(mother|father|parent)'],
  ['mother', 'мать|мама|анасы|шешеси|mother|mum|mom'],
  ['father', 'отец|папа|акеси|father|dad'],
  ['aunt', 'тетя|тетка|апкеси|апасы|тате(си)?|нагашы апке(си)?|aunt'],
  ['uncle', 'дядя|дядька|нагашысы|кокеси|жездеси|uncle'],
  ['brother', 'брат|старший брат|агасы|иниси|brother'],
  ['sister', 'сестра|старшая сестра|синлиси|синлиси|карындасы|sister'],
  [
    'other_kin',
    'родственни(к|ца)|двоюродн(ый|ая) [а-я]+|племянни(к|ца)|туысы|туыскан[ы]?|жиени|relative|cousin',
  ],
  [
    'not_kin',
    'опекун|попечитель|сосед(ка)?|знаком(ый|ая)|корганшы(сы)?|камкоршы(сы)?|коршиси|guardian|neighbou?r|friend',
  ],
];

/** Each relation's words at the beginning of a text, with what sets them off from the name. */
const leadingWords = relationWords.map(
  ([relation, words]) => [relation, new RegExp(`^(?:${words})(?![а-яa-z-])[\\s:,–—-]*`)] as const,
);

const anyRelation = new RegExp(
  `(?<![а-яa-z-])(?:${relationWords.map(([, words]) => words).join('|')})(?![а-яa-z-])`,
  'g',
);

/** Words that say something about a person instead of naming one. */
const notName =
  /мест[а-я]* лишени|лишен|огранич|умер|погиб|скончал|неизвест|не установлен|не указан|сведени|прочерк|св-в|розыск|разыск|отбыва|осужден|проживает|работает|уехал|нет |кайтыс|жок|белгисиз|туралы|айырылган|шектелген|сотталган|abroad|prison|deceased|died|unknown|whereabouts/;

/** Reads one cell into kin. `relation` is what the column says of everyone in it, if anything. */
export function readKin(
  text: string,
  field: RegisterField,
  relation: Relation | null,
  warn: Warn,
): KinDraft[] {
  if (saysNothing(text)) return [];
  return peopleIn(text).flatMap((part) => {
    if (saysNothing(part)) return [];
    const kin = personIn(part, relation, field, warn);
    if (kin === null) warn(field, 'kin_without_name', part);
    return kin === null ? [] : [kin];
  });
}

/** Cuts a cell at line ends, semicolons and before each further word of kinship. */
function peopleIn(text: string): string[] {
  return text.split(/[;\n]|\s\/\s/).flatMap((line) => {
    // Folding keeps the length of a text whose white space is already single.
    const single = line.replace(/\s+/g, ' ').trim();
    const folded = foldLetters(single);
    if (folded.length !== single.length) return [single];
    const starts = [...folded.matchAll(anyRelation)]
      .map((match) => match.index)
      .filter(
        (at) => at > 0 && /[,.)] ?$/.test(single.slice(Math.max(0, at - 2), at)) && !isInBrackets(single, at),
      );
    return [0, ...starts].map((from, at, all) =>
      withoutTail(single.slice(from, all[at + 1] ?? single.length), /[,\s]/),
    );
  });
}

function isInBrackets(text: string, at: number): boolean {
  return text.lastIndexOf('(', at - 1) > text.lastIndexOf(')', at - 1);
}

function personIn(part: string, column: Relation | null, field: RegisterField, warn: Warn): KinDraft | null {
  const { phones, unreadable, rest } = readPhones(part);
  for (const written of unreadable) warn(field, 'phone_unreadable', written);
  const { relation, remaining, word } = relationIn(rest);
  const remarks = [...remaining.matchAll(/\(([^()]*)\)/g)].map((match) => (match[1] ?? '').trim());
  const [named = '', ...others] = remaining
    .replace(/\([^()]*\)/g, ' ')
    .split(/,/)
    .map((piece) => piece.trim());
  if (!isName(named)) return null;
  const address = others.filter((piece) => piece !== '').join(', ');
  const isAddress =
    address !== '' && (readAddress(address).region !== null || placeOfAddress(address) !== null);
  const otherKin = relation === 'other_kin' || relation === 'not_kin' ? word : null;
  const notes = [otherKin, ...remarks, ...phones.slice(1), ...unreadable, isAddress ? null : address];
  return {
    relation: relation ?? column ?? 'other_kin',
    name: clip(named, 300),
    phone: phones[0] ?? null,
    address: isAddress ? clip(address, 500) : null,
    place: isAddress ? placeOfAddress(address) : null,
    note: notes.filter((note): note is string => note !== null && note !== '').join('; ') || null,
  };
}

/** The word of kinship a text begins with, and the rest. */
function relationIn(text: string): { relation: Relation | null; remaining: string; word: string | null } {
  const single = text.replace(/\s+/g, ' ').trim();
  const folded = foldLetters(single);
  for (const [relation, leading] of leadingWords) {
    const match = leading.exec(folded);
    if (match !== null && folded.length === single.length) {
      const word = single.slice(0, match[0].length).replace(/[\s:,–—-]+$/, '');
      return { relation, remaining: single.slice(match[0].length), word };
    }
  }
  return { relation: null, remaining: single, word: null };
}

function isName(text: string): boolean {
  const folded = foldLetters(text);
  if (saysNothing(text) || notName.test(`${folded} `) || /\d/.test(text)) return false;
  return /^\p{Lu}/u.test(text) && text.split(/\s+/).length <= 5 && readName(text) !== null;
}

function clip(text: string, length: number): string {
  return text.slice(0, length);
}
