/** What the text of a failure fills in: texts and numbers of its details, and an instant as the clock here shows it. */
import { z } from 'zod';
import { formatClock } from '../format.ts';
import type { TextValues } from '../index.ts';

const instant = z.iso.datetime();

export function failureValues(details: Readonly<Record<string, unknown>> = {}): TextValues {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'number') values[name] = value;
    if (typeof value === 'string')
      values[name] = instant.safeParse(value).success ? formatClock(value) : value;
  }
  return values;
}
