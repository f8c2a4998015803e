/**
 * A column of many rows as one parameter: PostgreSQL's own spelling of an array. The driver would
 * spell it too, value by value without knowing the type, at twice the cost; a push is ten thousands
 * of values.
 */
import type { ColumnType } from './shapes.ts';

export function arrayLiteral(type: ColumnType, values: readonly unknown[]): string {
  return `{${values.map(spellings[type]).join(',')}}`;
}

const spellings: Readonly<Record<ColumnType, (value: unknown) => string>> = {
  uuid: quoted,
  text: quoted,
  smallint: quoted,
  integer: quoted,
  bigint: quoted,
  boolean: quoted,
  bytea: (value) => (value instanceof Uint8Array ? `"\\\\x${hex(value)}"` : quoted(value)),
  timestamptz: (value) => (value instanceof Date ? `"${value.toISOString()}"` : quoted(value)),
};

/** In quotes even where none are needed: then nothing in a text can be taken for the array's own signs. */
function quoted(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  const text = String(value);
  return special.test(text) ? `"${text.replaceAll(specials, '\\$&')}"` : `"${text}"`;
}

const special = /["\\]/;
const specials = /["\\]/g;

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
