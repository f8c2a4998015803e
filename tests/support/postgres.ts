/** One PostgreSQL for all tests of a run that need a server; each takes a database of its own. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { type Partitioned, partition } from '#server/postgres/partition.ts';
import { postgresFolder } from './postgresFolder.ts';

/** The address of a new, empty database. The server behind it ends with the run (endPostgres.ts). */
export async function newDatabase(): Promise<string> {
  const { url } = await startEmbedded(postgresFolder(process.ppid));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Spreads the growing tables of a database that nobody uses, whether it is empty or not. */
export async function partitioned(databaseUrl: string, partitions: number): Promise<Partitioned> {
  const spread = await partition({ databaseUrl }, partitions);
  if (spread === 'in_use') throw new Error('somebody uses the database');
  return spread;
}
