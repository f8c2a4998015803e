/**
 * Queries are written with Kysely and run by better-sqlite3, synchronously: a transaction is one
 * block of code that nothing can come between. Kysely itself is never connected, since its SQLite
 * driver prepares on every call and is asynchronous. A hot query is compiled once, with named
 * parameters, and its statement is kept by the handle that runs it.
 */
import {
  type Compilable,
  DummyDriver,
  type Expression,
  Kysely,
  type LimitNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  ValueNode,
} from 'kysely';
import type { SqlValue } from '../columns.ts';
import type { Schema } from '../schema.ts';

/**
 * SQLite looks at what is bound to `LIMIT ?` while it plans, and therefore plans anew at each call, which takes
 * longer than most of our queries. A number that is known is spelt out; of an expression it does not look at the value.
 */
class Compiler extends SqliteQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    if (ValueNode.is(limit) && typeof limit.value === 'number') this.append(`limit ${limit.value}`);
    else {
      this.append('limit +');
      this.visitNode(limit);
    }
  }
}

/** Builds and compiles; cannot execute. */
export const query = builder<Schema>();

/** The same for statements whose table and columns are only known at run time. */
export const looseQuery = builder<Record<string, Record<string, SqlValue>>>();

function builder<Tables>(): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new Compiler(),
    },
  });
}

/** Stands for a value that is given when the query runs. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Parameters = Readonly<Record<string, SqlValue>>;

/** A query compiled once; `Row` is what it answers. */
export class PreparedQuery<Given extends Parameters, Row> {
  readonly sql: string;
  readonly #values: readonly unknown[];
  /** Carries the type; never set. */
  declare readonly row?: Row;

  constructor(compilable: Compilable<Row>) {
    const compiled = compilable.compile();
    this.sql = compiled.sql;
    this.#values = compiled.parameters;
  }

  /** The values in the order of the statement's question marks. */
  bind(given: Given): unknown[] {
    return this.#values.map((value) => (value instanceof Slot ? given[value.name] : value));
  }
}

type Parameter<Given extends Parameters> = <Name extends keyof Given & string>(
  name: Name,
) => Expression<Given[Name]>;

/**
 * Prepares a query with named parameters.
 *
 * @example
 * const feedById = prepare<{ feedId: string }>()((param) =>
 *   query.selectFrom('feed').selectAll().where('feed_id', '=', param('feedId')),
 * );
 * reader.get(feedById, { feedId });
 */
export function prepare<Given extends Parameters = Record<never, never>>() {
  return <Row>(build: (param: Parameter<Given>) => Compilable<Row>): PreparedQuery<Given, Row> =>
    new PreparedQuery<Given, Row>(build((name) => sql<Given[typeof name]>`${sql.val(new Slot(name))}`));
}
