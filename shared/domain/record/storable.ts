/** Texts that no database stores and no canonical spelling has: NUL, and half of a surrogate pair. */
import type { Issue } from '../issue.ts';

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** The first text in the value that cannot be stored; null where all can. Keys are texts too. */
export function unstorableText(value: unknown, path: readonly string[] = []): Issue | null {
  if (typeof value === 'string') {
    return isStorable(value) ? null : { path: path.join('.'), message: 'unstorable_text' };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    // a key that cannot be stored cannot be named either
    if (!isStorable(key)) return { path: path.join('.'), message: 'unstorable_text' };
    const found = unstorableText(item, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
