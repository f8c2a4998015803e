/**
 * One PostgreSQL for all tests that need a server, shared by the workers of a run: each takes a
 * database of its own, the last to leave stops it.
 */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Embedded, startEmbedded } from '#server/postgres/embedded.ts';

const folder = path.join(tmpdir(), `uige-test-postgres-${process.ppid}`);

export interface TestPostgres {
  /** The address of a new, empty database. */
  newDatabase(): Promise<string>;
  leave(): Promise<void>;
}

export async function testPostgres(): Promise<TestPostgres> {
  const embedded: Embedded = await startEmbedded(folder);
  // held until the end, so that no other worker that leaves thinks itself the last
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  return {
    newDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await client.query(`create database ${name}`);
      const url = new URL(embedded.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    leave: async () => {
      await client.end();
      await embedded.leave();
    },
  };
}
