/** What a single cell says, whatever it holds: its text, and whether it says "nothing known". */
import { foldLetters } from '../search/foldName.ts';
import { serialToDay } from './dates.ts';
import type { Cell, DateCell } from './types.ts';

/** Ways of writing that there is nothing, over folded letters without signs. */
const nothing =
  /^(нет|жок|не имеет(ся)?|отсутству[а-я]*|без|нет (данных|сведений)|сведений нет|данных нет|неизвестн[а-я]*|не известн[а-я]*|не указан[а-я]*|не установлен[а-я]*|прочерк|в св-ве о рождении прочерк|малимет жок|деректер жок|белгисиз|корсетилмеген|аныкталмаган|none|no|no data|not known|unknown|na|n\/a|nil|null|-)$/;

/** No way of saying nothing is longer. */
const longestNothing = 60;
/** Signs, or the first letter of one of the words: most texts are told from nothing by it. */
const beginsLikeNothing = /^$|^[^\p{L}\p{N}]|^[нжобсдпвмкаnu]/iu;
/** Most cells hold nothing that needs cleaning: printable signs and Cyrillic letters. */
const isClean = /^[ -~\u0400-\u04ff«»–—№\n]*$/;

export function isDateCell(cell: Cell): cell is DateCell {
  return typeof cell === 'object' && cell !== null;
}

/** The text of a cell on one line or several, NUL and control signs dropped, those that turn the writing round too; dates as DD.MM.YYYY. */
export function cellText(cell: Cell, date1904 = false): string {
  if (cell === null) return '';
  if (isDateCell(cell)) {
    const day = serialToDay(cell.serial, date1904);
    return day === null ? String(cell.serial) : writtenDay(day);
  }
  return clean(String(cell));
}

/** As `cellText` on one line, for headings and titles. */
export function lineText(cell: Cell, date1904 = false): string {
  return cellText(cell, date1904).replace(/\s+/g, ' ');
}

/** True for an empty cell and for "нет", "жоқ", "сведений нет", a dash and their like. */
export function saysNothing(text: string): boolean {
  if (text.length > longestNothing || !beginsLikeNothing.test(text)) return false;
  const folded = foldLetters(text)
    .replace(/[.!?*_«»"()]+/g, ' ')
    .replace(/[‐–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return folded === '' || /^[-/\\ ]+$/.test(folded) || nothing.test(folded);
}

/** The text without the signs at its end; looks at each sign once, however many there are. */
export function withoutTail(text: string, sign: RegExp): string {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

export function writtenDay(day: string): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what is dropped here
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Signs without a shape: they would make two names of one, or turn the writing of a name round. */
const unseen = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

function clean(text: string): string {
  if (isClean.test(text)) return text.trim();
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(controls, '')
    .replace(unseen, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .trim();
}
