/**
 * Since when the next piece of an upload is waited for, so that one that nobody goes on with can be let go
 * (server/attachments/forgotten.ts). Those that are under way now wait from now on.
 */
import { type Kysely, sql } from 'kysely';

const statements = [
  'alter table attachment_upload add column waiting_since timestamptz(3)',
  'update attachment_upload set waiting_since = now() where received < size',
  `create index attachment_upload_waiting on attachment_upload (waiting_since)
   where waiting_since is not null`,
];

export async function uploadsWaiting(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
