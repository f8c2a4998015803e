/**
 * What the text of a failure may fill in: texts and numbers of its details, a kind of step by its name. How a
 * day or a time is written the text itself says.
 */
import type { TextValues, Translator } from '../index.ts';
import { kindWords } from './syncItem.ts';

export function failureValues(
  details: Readonly<Record<string, unknown>> | undefined,
  t: Translator,
): TextValues {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details ?? {})) {
    if (typeof value === 'number' || typeof value === 'string') values[name] = value;
  }
  return 'kind' in values ? { ...values, kind: kindWords(String(values.kind), t) } : values;
}
