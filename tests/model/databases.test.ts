/** The stories of stories.test.ts on the real databases, which decide themselves whose statement is next. */
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { connect, type Database } from '#server/postgres/connect.ts';
import { migrate } from '#server/postgres/migrate.ts';
import { newDatabase } from '../support/postgres.ts';
import { encrypted } from './disk.ts';
import type { Ground } from './ground.ts';
import { makeScene, play } from './run.ts';
import { asItComes } from './scheduler.ts';
import { PostgresData } from './serverData.ts';

let database: Database;
beforeAll(async () => {
  database = connect(await newDatabase(), () => undefined);
  await migrate(database);
  // a story begins on empty tables, and a restored server is an older one: here the audit gives lines back
  await sql`alter table audit disable trigger user`.execute(database);
});
afterAll(() => database.destroy());

test('a hundred stories on PostgreSQL and encrypted files keep every promise', {
  timeout: 600_000,
}, async () => {
  const ground: Ground = {
    disk: encrypted,
    data: () => new PostgresData(database),
    turns: () => asItComes,
  };
  const scene = await makeScene(ground);
  for (let seed = 1; seed <= 100; seed += 1) await play(ground, scene, seed);
});
