/** Rows in memory: their keys, their order, and whether they match. */
import { toHex } from '#shared/sync/bytes.ts';
import { Between, OneOf } from './store.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A value in one spelling, so that equal values are equal texts. */
function spelt(value: unknown): string {
  if (value instanceof Uint8Array) return toHex(value);
  if (value instanceof Date) return value.toISOString();
  return `${typeof value} ${String(value)}`;
}

export function keyOf(columns: readonly string[], row: Row): string {
  return columns.map((name) => spelt(row[name])).join('\n');
}

/** These columns alone. What the row holds is the table's, which the caller names by the type. */
export function copyOf<Wanted>(row: object, columns: readonly string[]): Wanted {
  const copy: Record<string, unknown> = {};
  for (const name of columns) copy[name] = Reflect.get(row, name);
  return copy as Wanted;
}

export function matches(row: Row, where: Readonly<Record<string, unknown>>): boolean {
  for (const name in where) if (!holds(row[name], where[name])) return false;
  return true;
}

function holds(value: unknown, condition: unknown): boolean {
  if (condition instanceof OneOf) return condition.values.some((one) => same(value, one));
  if (condition instanceof Between) {
    if (value === null) return false;
    return compareValues(value, condition.from) >= 0 && compareValues(value, condition.to) <= 0;
  }
  return same(value, condition);
}

function same(value: unknown, other: unknown): boolean {
  if (value === other) return true;
  return typeof value === 'object' && typeof other === 'object' && spelt(value) === spelt(other);
}

/** As the database orders values of one column: numbers by size, instants by time, texts and bytes by their bytes, null last. */
export function compareValues(one: unknown, other: unknown): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] =
    typeof one === 'string' && typeof other === 'string' ? [one, other] : [spelt(one), spelt(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}
