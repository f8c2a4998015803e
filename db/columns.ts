/**
 * How a table is declared: one runtime description from which the row types follow, so that
 * the types can be compared with what SQLite really holds (PRAGMA table_xinfo). Only the
 * storage classes of STRICT tables exist here.
 */
export type StorageClass = 'TEXT' | 'INTEGER' | 'BLOB';
export type SqlValue = string | number | Uint8Array | null;

export interface Column<Value extends SqlValue> {
  readonly storage: StorageClass;
  readonly nullable: boolean;
  /** Carries the type; never set. */
  readonly value?: Value;
}

export type Columns = Readonly<Record<string, Column<SqlValue>>>;

export type RowOf<Table extends Columns> = {
  [Name in keyof Table]: Table[Name] extends Column<infer Value> ? Value : never;
};

/** A text column; `textOf<'a' | 'b'>()` narrows it to the words it holds. */
export function textOf<Value extends string>(): Column<Value> {
  return { storage: 'TEXT', nullable: false };
}

export const text = textOf<string>();
export const integer: Column<number> = { storage: 'INTEGER', nullable: false };
export const blob: Column<Uint8Array> = { storage: 'BLOB', nullable: false };

/** SQLite has no boolean: 0 or 1, held to it by a CHECK. */
export type Flag = 0 | 1;
export const flag: Column<Flag> = { storage: 'INTEGER', nullable: false };

export function nullable<Value extends SqlValue>(column: Column<Value>): Column<Value | null> {
  return { storage: column.storage, nullable: true };
}
