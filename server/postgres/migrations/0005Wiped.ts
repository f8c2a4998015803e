/** The end of a revoked device: the proof it is told, and what it says when it has destroyed what it held. */
import { type Kysely, sql } from 'kysely';

const columns = [
  'revocation_secret bytea',
  'wiped_at timestamptz(3)',
  'wiped_handed_in bigint',
  'wiped_left_steps bigint',
  'wiped_left_documents bigint',
];

export async function wipedDevices(database: Kysely<unknown>): Promise<void> {
  const added = columns.map((column) => `add column ${column}`).join(', ');
  await sql.raw(`alter table device ${added}`).execute(database);
}
