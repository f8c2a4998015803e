/**
 * Canonical JSON (RFC 8785): the one spelling of a payload, stored and sent as bytes, so that
 * its hash can be checked by anyone. Numbers and keys are never rewritten afterwards.
 */
import canonicalize from 'canonicalize';
import { fromUtf8, utf8 } from './bytes.ts';

export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not JSON');
  return utf8(text);
}

/** The payload as data. Throws on bytes that are not JSON: they were never sealed by us. */
export function parsePayload(bytes: Uint8Array): unknown {
  return JSON.parse(fromUtf8(bytes));
}

/** No form goes deeper. What does would be met by the stack of whoever walks through it, on every device. */
export const maxDepth = 64;

/**
 * The payload as data where its bytes are the canonical spelling, and not nested too deep; undefined for
 * all else. Nearly every payload is told by writing it again as it stands; only where that differs is it
 * spelt out by the rules.
 */
export function readCanonical(bytes: Uint8Array): unknown {
  try {
    const text = fromUtf8(bytes);
    const value: unknown = JSON.parse(text);
    if (!isShallow(value, maxDepth)) return undefined;
    if (isInOrder(value) && JSON.stringify(value) === text) return value;
    return canonicalize(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((item) => isShallow(item, most - 1));
}

/** Keys in the order of their UTF-16 units, and no half of a surrogate pair: then JSON.stringify spells canonically. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let before: string | null = null;
  for (const [key, item] of Object.entries(value)) {
    if (before !== null && key <= before) return false;
    if (!key.isWellFormed() || !isInOrder(item)) return false;
    before = key;
  }
  return true;
}
