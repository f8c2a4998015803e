/** What the text of a failure may fill in: texts and numbers of its details. How a day or a time is written the text itself says. */
import type { TextValues } from '../index.ts';

export function failureValues(details: Readonly<Record<string, unknown>> = {}): TextValues {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'number' || typeof value === 'string') values[name] = value;
  }
  return values;
}
