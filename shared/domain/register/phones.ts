/** Telephone numbers inside a text: found, and brought to the international form "+7…". */
import { withoutTail } from './cells.ts';

export interface PhoneReading {
  /** Numbers in international form, in the order of the text, each once. */
  readonly phones: readonly string[];
  /** Numbers that look like a telephone and cannot be completed, e.g. a local one without its code. */
  readonly unreadable: readonly string[];
  /** The text without the numbers and the words that announce them. */
  readonly rest: string;
}

/** Stands where a number was: a sign of the private area, in no text. */
const taken = '\ue000';
const candidate = /\+?\d(?:[\d\s()‐–—-]{4,}\d)/g;
const announced =
  /(?:моб(?:ильный)?|сот(?:овый)?|дом(?:ашний)?|ұялы|уялы)?\.?\s*(?:тел(?:ефон[а-яәі]*)?|phone|tel|т)\s*[.:№]*\s*(?=\ue000)/giu;

/** Finds the numbers of a text. */
export function readPhones(text: string): PhoneReading {
  const phones: string[] = [];
  const unreadable: string[] = [];
  // runs of white space or of signs would be searched again from each of their places
  const marked = text.replace(/[^\S\n]+/g, ' ').replace(candidate, (written) => {
    const digits = written.replace(/\D/g, '');
    if (digits.length === 12 && !written.startsWith('+') && !/\s|-/.test(written)) return written; // an ИИН
    if (digits.length < 6 || digits.length > 15) return written;
    const phone = international(written, digits);
    if (phone === null) unreadable.push(written.trim());
    else if (!phones.includes(phone)) phones.push(phone);
    return phone === null ? written : taken;
  });
  const rest = marked
    .replace(announced, '')
    .replaceAll(taken, '')
    .replace(/\s([,;])/g, '$1')
    .replace(/([,;])(\s*[,;])+/g, '$1');
  return { phones, unreadable, rest: withoutTail(rest, /[\s,;:]/).trim() };
}

function international(written: string, digits: string): string | null {
  if (digits.length === 11 && /^[78]/.test(digits) && !written.startsWith('+8'))
    return `+7${digits.slice(1)}`;
  if (digits.length === 10 && /^7/.test(digits)) return `+7${digits}`;
  if (written.trim().startsWith('+') && digits.length >= 11 && digits.length <= 15) return `+${digits}`;
  return null;
}
