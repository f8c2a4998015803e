/** The pool of connections to PostgreSQL under Kysely. Whoever connects must `destroy()`. */
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely';
import pg from 'pg';

export type Database = Kysely<unknown>;
export type Transaction = KyselyTransaction<unknown>;

/** int8: positions and seqs stay far below 2^53. */
const int8 = 20;

const timestamptz = 1184;

/** Rows that lie together were mostly received together: the same text is read once. */
function momentReader(): (text: string) => Date {
  const read = pg.types.getTypeParser(timestamptz);
  let last = { text: '', time: 0 };
  return (text) => {
    if (text !== last.text) last = { text, time: Number(read(text)) };
    return new Date(last.time);
  };
}

/** How the connections are used at this moment. */
export interface Connections {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

export function connect(url: string, onIdleError: (error: Error) => void): Database {
  return connectPool(url, onIdleError).database;
}

export function connectPool(
  url: string,
  onIdleError: (error: Error) => void,
): { readonly database: Database; readonly connections: () => Connections } {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  types.setTypeParser(timestamptz, momentReader());
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  });
  // without a listener a dropped idle connection would end the process
  pool.on('error', onIdleError);
  // nor may one that is lost between two statements of a transaction
  pool.on('connect', (client) => client.on('error', onIdleError));
  return {
    database: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  };
}
