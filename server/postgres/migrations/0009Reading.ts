/** For how many days without contact a device may be read, where the server wants another number than the usual. */
import { type Kysely, sql } from 'kysely';

export async function readingDays(database: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server add column reading_days bigint').execute(database);
}
