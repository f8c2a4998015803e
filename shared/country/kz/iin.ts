/**
 * ИИН / ЖСН, the individual identification number: 12 digits `YYMMDD C SSSS K`.
 * Since Decree № 853 of 26.08.2013 the digits need not match birth date and sex, so what
 * they say is a hint: a mismatch is a warning, never a refusal, and a number may be absent
 * altogether. Nothing here may decide that a child cannot be recorded.
 */
import { type Day, isDay, yearOf } from '../../domain/day.ts';

export type Sex = 'm' | 'f';

/** What the twelve digits say of themselves. */
export interface IinReading {
  readonly iin: string;
  /** Null where digits 1–7 name no day of the calendar, or no century. */
  readonly birthDate: Day | null;
  /** Null for a digit 7 outside 1–6 (0 is met for some foreigners). */
  readonly sex: Sex | null;
  readonly checkDigitOk: boolean;
}

export type IinMismatch = 'birth_date' | 'birth_year' | 'sex';

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2] as const;
const centuries: Readonly<Record<string, string>> = { 1: '18', 2: '18', 3: '19', 4: '19', 5: '20', 6: '20' };

/**
 * The check digit of eleven digits, or null where no valid number begins so (both passes
 * give 10; such prefixes are never issued) or where the text is not eleven digits.
 */
export function iinCheckDigit(prefix: string): number | null {
  if (!/^\d{11}$/.test(prefix)) return null;
  const digits = Array.from(prefix, Number);
  const first = remainder(digits, firstWeights);
  if (first !== 10) return first;
  const second = remainder(digits, secondWeights);
  return second === 10 ? null : second;
}

/** Reads twelve digits; null where the text is anything else. */
export function readIin(text: string): IinReading | null {
  if (!/^\d{12}$/.test(text)) return null;
  const seventh = text.charAt(6);
  const century = centuries[seventh];
  const day = `${century}${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`;
  return {
    iin: text,
    birthDate: century !== undefined && isDay(day) ? day : null,
    sex: century === undefined ? null : Number(seventh) % 2 === 1 ? 'm' : 'f',
    checkDigitOk: iinCheckDigit(text.slice(0, 11)) === Number(text.charAt(11)),
  };
}

/** True for twelve digits with a right check digit. */
export function isValidIin(text: string): boolean {
  return readIin(text)?.checkDigitOk ?? false;
}

/** Where the digits and what is known of the child disagree. Unknown on either side is no mismatch. */
export function iinMismatches(
  reading: IinReading,
  known: { readonly birthDate: Day | null; readonly birthYear: number | null; readonly sex: Sex | null },
): IinMismatch[] {
  const found: IinMismatch[] = [];
  if (reading.birthDate !== null) {
    if (known.birthDate !== null && known.birthDate !== reading.birthDate) found.push('birth_date');
    const year = yearOf(reading.birthDate);
    if (known.birthDate === null && known.birthYear !== null && known.birthYear !== year) {
      found.push('birth_year');
    }
  }
  if (reading.sex !== null && known.sex !== null && known.sex !== reading.sex) found.push('sex');
  return found;
}

function remainder(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0) % 11;
}
