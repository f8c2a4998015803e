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
