/**
 * An ИИН in a cell. Spreadsheets keep it as a number and lose its leading zeros (every child
 * born from 2000 to 2009 has one); people write it with spaces, a prefix or a typing error.
 * A number with a wrong check digit is kept as unverified, never dropped and never corrected.
 */
import { readIin } from '../../country/kz/iin.ts';
import { saysNothing } from './cells.ts';
import type { Cell } from './types.ts';

export type IinCell =
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'iin'; readonly iin: string; readonly valid: boolean; readonly zerosRestored: boolean };

/** Reads a cell of the column of ИИН, given with its text. */
export function readIinCell(cell: Cell, text: string): IinCell {
  if (saysNothing(text) || /^0+$/.test(text)) return { kind: 'missing' };
  const digits = text
    .replace(/^['’`]/, '')
    .replace(/[.,]0+$/, '')
    .replace(/^(иин|жсн|iin)[:№\s]*/i, '')
    .replace(/[\s-]/g, '');
  if (!/^\d+$/.test(digits)) return { kind: 'malformed' };
  const whole = readIin(digits);
  if (whole !== null) return { kind: 'iin', iin: digits, valid: whole.checkDigitOk, zerosRestored: false };
  return digits.length < 12 ? withZeros(digits, typeof cell === 'number') : { kind: 'malformed' };
}

/**
 * Zeros are put back where the result is a number that could be: its first digits name a day
 * and, unless the sheet itself held a number (and so certainly dropped them), its check digit is right.
 */
function withZeros(digits: string, heldAsNumber: boolean): IinCell {
  if (digits.length < 9) return { kind: 'malformed' };
  const restored = digits.padStart(12, '0');
  const reading = readIin(restored);
  if (reading === null || reading.birthDate === null) return { kind: 'malformed' };
  if (!reading.checkDigitOk && !heldAsNumber) return { kind: 'malformed' };
  return { kind: 'iin', iin: restored, valid: reading.checkDigitOk, zerosRestored: true };
}
