/**
 * A hint of how hard a passphrase is to guess: by its length, its variety and whether it is more than one
 * word. A hint only; what is refused is decided by the host.
 */
import { minPassphraseLength } from '#shared/contract/profile.ts';

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

export const strengthBars: Readonly<Record<Strength, number>> = { short: 0, weak: 1, fair: 2, strong: 3 };

export function passphraseStrength(passphrase: string): Strength {
  const letters = [...passphrase];
  if (letters.length < minPassphraseLength) return 'short';
  const different = new Set(letters.map((letter) => letter.toLowerCase())).size;
  const words = passphrase
    .trim()
    .split(/[\s\-_.,]+/)
    .filter((word) => word.length > 1);
  const repeated = new Set(words).size < words.length;
  if (different < 6 || isRun(letters)) return 'weak';
  if (words.length >= 4 && !repeated && letters.length >= 18) return 'strong';
  if (letters.length >= 20 && different >= 12) return 'strong';
  return words.length >= 2 || kinds(passphrase) >= 3 || letters.length >= 14 ? 'fair' : 'weak';
}

/** "0123456789" and "abcdefghij": every letter follows from the one before. */
function isRun(letters: readonly string[]): boolean {
  const steps = letters.slice(1).map((letter, index) => code(letter) - code(letters[index] ?? ''));
  return steps.filter((step) => Math.abs(step) <= 1).length > steps.length * 0.7;
}

function code(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

function kinds(passphrase: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((pattern) => pattern.test(passphrase)).length;
}
