/** The server's own keys: to sign and open bundles (docs/sync-protocol.md §15). Made at the next start. */
import { type Kysely, sql } from 'kysely';

const statement = `create table server_key (
  purpose text not null,
  public_key bytea not null,
  private_key bytea not null,
  made_at timestamptz(3) not null,
  primary key (purpose)
)`;

export async function serverKeys(database: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(database);
}
