/**
 * Lookups that read whole tables before: a case by its code, the directory's feed, what waits in
 * quarantine, the aliases of a person. The code of a case stands beside its feed from now on.
 */
import { type Kysely, sql } from 'kysely';

const statements = [
  'alter table feed add column case_code text',
  `update feed set case_code = convert_from(opened.payload, 'UTF8')::jsonb ->> 'caseCode'
   from step as opened
   where opened.feed_id = feed.feed_id and opened.pos = 1 and opened.kind = 'case.opened'`,
  'create index feed_by_case_code on feed (case_code)',
  'create index alias_by_person on alias (recorded_by)',
  'create index withheld_step_waiting on withheld_step (received_at) where released_at is null',
  'create index withheld_step_by_id on withheld_step (id)',
];

export async function lookups(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
