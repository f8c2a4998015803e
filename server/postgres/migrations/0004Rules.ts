/** The version of the rules by which summaries were derived: after an update all are derived anew. */
import { type Kysely, sql } from 'kysely';

export async function rulesOfSummaries(database: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server add column rules text').execute(database);
}
