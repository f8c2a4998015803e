/** Small values kept by key, as JSON, each read with a fallback. */
import type { z } from 'zod';
import { type Day, daySchema } from '#shared/domain/day.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const byKey = prepare<{ key: string }>()((param) =>
  query.selectFrom('setting').select('value').where('key', '=', param('key')),
);

/** A setting, or null where it was never set or does not have this shape any more. */
export function readSetting<Schema extends z.ZodType>(
  reader: Reader,
  key: string,
  shape: Schema,
): z.infer<Schema> | null {
  const stored = reader.get(byKey, { key });
  if (stored === undefined) return null;
  const parsed = shape.safeParse(JSON.parse(stored.value));
  return parsed.success ? parsed.data : null;
}

export function writeSetting(writer: Writer, key: string, value: unknown): void {
  writer.put('setting', { key, value: JSON.stringify(value) });
}

/** The day for which "next due" is told in the list; moved on by `moveDueDay`. */
export function readDueDay(reader: Reader): Day | null {
  return readSetting(reader, dueDayKey, daySchema);
}

export const dueDayKey = 'due_day';

/** The version of the rules by which the projected rows were told (projections/rulesChange.ts). */
export const projectedByKey = 'projected_by_rules';
