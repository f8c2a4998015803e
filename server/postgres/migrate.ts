/**
 * Brings the database to this build's schema, forward only. Any number of server processes may
 * start at once: one migrates under an advisory lock, the others wait and find nothing to do.
 */
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './connect.ts';
import { firstSchema } from './migrations/0001FirstSchema.ts';
import { consoleTables } from './migrations/0002Console.ts';
import { attachmentTables } from './migrations/0003Attachments.ts';
import { rulesOfSummaries } from './migrations/0004Rules.ts';

const migrations: Record<string, Migration> = {
  '0001-first-schema': { up: firstSchema },
  '0002-console': { up: consoleTables },
  '0003-attachments': { up: attachmentTables },
  '0004-rules': { up: rulesOfSummaries },
};

/** Any number, the same in every process. */
const lockKey = 8_493_217;

export async function migrate(database: Database): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    try {
      const migrator = new Migrator({
        db: database,
        provider: { getMigrations: async () => migrations },
      });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw error;
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
    }
  });
}
