/** Every store of the server that must do alike: in memory, on PostgreSQL, and on PostgreSQL in partitions. */
import { connect, type Database } from '#server/postgres/connect.ts';
import { migrate } from '#server/postgres/migrate.ts';
import { MemoryStore } from '#server/store/memory.ts';
import { PostgresStore } from '#server/store/postgres.ts';
import type { Store } from '#server/store/store.ts';
import { newDatabase, partitioned } from './postgres.ts';

/** By the names of `onPostgres`, once `openStores` has been called. */
export const databases = new Map<string, Database>();
const postgres = new Map<string, Store>();

export const onPostgres = ['on PostgreSQL', 'on PostgreSQL in partitions'] as const;

/** Before the tests of a file: the two on PostgreSQL. */
export async function openStores(): Promise<void> {
  for (const name of onPostgres) {
    const url = await newDatabase();
    if (name === 'on PostgreSQL in partitions') await partitioned(url, 4);
    const database = connect(url, () => undefined);
    await migrate(database);
    databases.set(name, database);
    postgres.set(name, new PostgresStore(database));
  }
}

export async function closeStores(): Promise<void> {
  for (const store of postgres.values()) await store.close();
}

function postgresStore(name: string): Store {
  const store = postgres.get(name);
  if (store === undefined) throw new Error(`no store ${name}`);
  return store;
}

export const stores: [string, () => Store][] = [
  ['in memory', () => new MemoryStore()],
  ...onPostgres.map((name): [string, () => Store] => [name, () => postgresStore(name)]),
];
