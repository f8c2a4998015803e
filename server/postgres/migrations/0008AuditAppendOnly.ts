/**
 * The audit takes new lines and gives none back: the database itself refuses to change or remove one.
 * Whoever owns the database can take this lock off; what they do then shows in the chains.
 */
import { type Kysely, sql } from 'kysely';

const statements = [
  `create or replace function audit_is_append_only() returns trigger language plpgsql as $$
   begin
     raise exception 'the audit is append-only';
   end $$`,
  `create or replace trigger audit_append_only before update or delete on audit
   for each row execute function audit_is_append_only()`,
  `create or replace trigger audit_not_emptied before truncate on audit
   for each statement execute function audit_is_append_only()`,
];

export async function auditAppendOnly(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
