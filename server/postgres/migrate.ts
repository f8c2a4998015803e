/**
 * Brings the database to this build's schema, forward only. Any number of server processes may
 * start at once: one migrates under an advisory lock, the others wait and find nothing to do.
 */
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database, Transaction } from './connect.ts';
import { firstSchema } from './migrations/0001FirstSchema.ts';
import { consoleTables } from './migrations/0002Console.ts';
import { attachmentTables } from './migrations/0003Attachments.ts';
import { rulesOfSummaries } from './migrations/0004Rules.ts';
import { wipedDevices } from './migrations/0005Wiped.ts';
import { serverKeys } from './migrations/0006ServerKeys.ts';
import { lookups } from './migrations/0007Lookups.ts';
import { auditAppendOnly } from './migrations/0008AuditAppendOnly.ts';
import { readingDays } from './migrations/0009Reading.ts';
import { snapshots } from './migrations/0010Snapshots.ts';
import { uploadsWaiting } from './migrations/0011UploadsWaiting.ts';

const migrations: Record<string, Migration> = {
  '0001-first-schema': { up: firstSchema },
  '0002-console': { up: consoleTables },
  '0003-attachments': { up: attachmentTables },
  '0004-rules': { up: rulesOfSummaries },
  '0005-wiped': { up: wipedDevices },
  '0006-server-keys': { up: serverKeys },
  '0007-lookups': { up: lookups },
  '0008-audit-append-only': { up: auditAppendOnly },
  '0009-reading': { up: readingDays },
  '0010-snapshots': { up: snapshots },
  '0011-uploads-waiting': { up: uploadsWaiting },
};

/** What this build knows, in order. */
export const knownMigrations: readonly string[] = Object.keys(migrations).toSorted();
const newest = knownMigrations.at(-1) ?? '';

/** Any number, the same in every process. */
const lockKey = 8_493_217;

export async function migrate(database: Database): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    try {
      await migrateTo(database, newest);
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
    }
  });
}

/** Up to one of the known migrations; for a database that nobody else uses, or under the lock. */
export async function migrateTo(database: Database | Transaction, name: string): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo(name);
  if (error !== undefined) throw error;
}
