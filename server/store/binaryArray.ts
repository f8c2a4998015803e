/**
 * A column of many rows as one parameter, in PostgreSQL's binary form of an array: dimensions, and each
 * element behind its length. The driver sends a Buffer as it is; spelt as text, every byte of a payload
 * and of a hash would travel twice and be parsed on both sides, and a push is ten thousands of values.
 */
import type { ColumnType } from './shapes.ts';

interface Element {
  /** Of the type, in every PostgreSQL. */
  readonly oid: number;
  readonly size: (value: unknown) => number;
  readonly write: (into: Buffer, at: number, value: unknown) => void;
}

const headerBytes = 20;
const lengthBytes = 4;
/** What PostgreSQL counts microseconds from. */
const epochOfTimes = Date.UTC(2000, 0, 1);

/** Throws RangeError where a value is none of the type. */
export function binaryArray(type: ColumnType, values: readonly unknown[]): Buffer {
  const { oid, size, write } = elements[type];
  const sizes = values.map((value) => (isNull(value) ? -1 : size(value)));
  const total = sizes.reduce((sum, bytes) => sum + lengthBytes + Math.max(0, bytes), headerBytes);
  const array = Buffer.allocUnsafe(total);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(sizes.includes(-1) ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = headerBytes;
  for (const [index, value] of values.entries()) {
    const bytes = sizes[index] ?? -1;
    array.writeInt32BE(bytes, at);
    at += lengthBytes;
    if (bytes < 0) continue;
    write(array, at, value);
    at += bytes;
  }
  return array;
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined;
}

const elements: Readonly<Record<ColumnType, Element>> = {
  uuid: {
    oid: 2950,
    size: () => 16,
    write: (into, at, value) => {
      const hex = String(value).replaceAll('-', '');
      if (hex.length !== 32 || into.write(hex, at, 'hex') !== 16) throw new RangeError('not a UUID');
    },
  },
  text: {
    oid: 25,
    size: (value) => Buffer.byteLength(String(value)),
    write: (into, at, value) => void into.write(String(value), at),
  },
  smallint: { oid: 21, size: () => 2, write: (into, at, value) => void into.writeInt16BE(Number(value), at) },
  integer: { oid: 23, size: () => 4, write: (into, at, value) => void into.writeInt32BE(Number(value), at) },
  bigint: { oid: 20, size: () => 8, write: writeLong },
  boolean: { oid: 16, size: () => 1, write: (into, at, value) => void into.writeUInt8(value ? 1 : 0, at) },
  bytea: {
    oid: 17,
    size: (value) => bytesOf(value).length,
    write: (into, at, value) => into.set(bytesOf(value), at),
  },
  timestamptz: {
    oid: 1184,
    size: () => 8,
    write: (into, at, value) => {
      if (!(value instanceof Date)) throw new RangeError('not a moment');
      writeLong(into, at, (value.getTime() - epochOfTimes) * 1000);
    },
  },
};

function writeLong(into: Buffer, at: number, value: unknown): void {
  into.writeBigInt64BE(BigInt(Number(value)), at);
}

function bytesOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new RangeError('not bytes');
  return value;
}
