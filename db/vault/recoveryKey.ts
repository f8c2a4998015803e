/**
 * The recovery key that a person prints: 130 random bits in Crockford base 32, with two check
 * characters, in seven groups of four, e.g. "7QK3-X0MT-…". It needs no slow derivation, since
 * nobody can try 2¹³⁰ keys.
 */
import { randomBytes } from 'node:crypto';
import { sha256, utf8 } from '#shared/sync/bytes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bodyLength = 26;
const checkLength = 2;
const groupLength = 4;

export function makeRecoveryKey(): string {
  const body = [...randomBytes(bodyLength)].map((byte) => characterAt(byte)).join('');
  return grouped(body + checkOf(body));
}

/** Reads a key as a person types it (o for 0, i and l for 1, any case, any grouping); null for a mistyped one. */
export function readRecoveryKey(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const body = plain.slice(0, bodyLength);
  if (plain.length !== bodyLength + checkLength || checkOf(body) !== plain.slice(bodyLength)) return null;
  return grouped(plain);
}

function checkOf(body: string): string {
  const digest = sha256(utf8(`uige recovery ${body}`));
  return [...digest.slice(0, checkLength)].map((byte) => characterAt(byte)).join('');
}

/** The character of a byte's low five bits: each is equally likely. */
function characterAt(byte: number): string {
  return alphabet.charAt(byte & 31);
}

function grouped(plain: string): string {
  return (plain.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? []).join('-');
}
