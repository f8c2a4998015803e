/**
 * The case code: two groups of four Crockford base-32 characters, the last a check
 * character, e.g. "7QK3-X0MT". It holds no date, no initials and no region, so that it
 * can be said on the telephone and printed without naming a child.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes a code from 7 random bytes (only their low 5 bits are used). */
export function makeCaseCode(random: Uint8Array): string {
  let body = '';
  for (let index = 0; index < 7; index += 1) body += alphabet[(random[index] ?? 0) & 31];
  return grouped(body + checkCharacter(body));
}

/** Reads a code as a person types it (o for 0, i and l for 1, any case, no hyphen); null if it is none. */
export function readCaseCode(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (plain.length !== 8 || [...plain].some((character) => !alphabet.includes(character))) return null;
  return checkCharacter(plain.slice(0, 7)) === plain[7] ? grouped(plain) : null;
}

/**
 * Sum in the field of 32 elements with distinct weights: every single wrong character
 * and every swap of two characters changes it.
 */
function checkCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    sum ^= multiply(index + 2, alphabet.indexOf(body[index] ?? '0'));
  }
  return alphabet[sum] ?? '0';
}

/** Product in GF(2⁵), modulo x⁵ + x² + 1. */
function multiply(one: number, other: number): number {
  let product = 0;
  let shifted = one;
  for (let rest = other; rest > 0; rest >>= 1) {
    if (rest & 1) product ^= shifted;
    shifted = shifted & 16 ? ((shifted << 1) ^ 0b100101) & 31 : shifted << 1;
  }
  return product;
}

function grouped(plain: string): string {
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}
