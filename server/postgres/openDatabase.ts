/** The database as an administrator names it: an own PostgreSQL in a folder, or the address of any other. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Connections, connectPool, type Database } from './connect.ts';
import { startEmbedded } from './embedded.ts';

export interface DatabasePlace {
  /** A folder for the server's own PostgreSQL, or else `databaseUrl`. */
  readonly data?: string | undefined;
  readonly databaseUrl?: string | undefined;
}

export interface OpenDatabase {
  readonly database: Database;
  readonly connections: () => Connections;
  /** Ends the connections, and stops the own PostgreSQL unless another process still uses it. */
  close(): Promise<void>;
}

export async function openDatabase(
  { data, databaseUrl }: DatabasePlace,
  onIdleError: (error: Error) => void,
): Promise<OpenDatabase> {
  const embedded = data === undefined ? null : await startEmbedded(data);
  embedded?.keepAlive();
  const url = embedded?.url ?? databaseUrl;
  if (url === undefined) throw new TypeError('a data folder or a database address is needed');
  const { database, connections } = connectPool(url, onIdleError);
  return {
    database,
    connections,
    close: async () => {
      await database.destroy();
      await embedded?.leave();
    },
  };
}

/** Whether there can be anything; a folder that holds no PostgreSQL would be given a new one by opening it. */
export function mayHoldData({ data }: DatabasePlace): boolean {
  return data === undefined || existsSync(path.join(data, 'postgres'));
}
