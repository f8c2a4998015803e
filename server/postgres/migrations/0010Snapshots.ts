/** Feeds packed whole, for laptops that have nothing of them yet (docs/sync-protocol.md §16). */
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table snapshot (
    feed_id uuid not null,
    head bigint not null,
    sha256 bytea not null,
    size bigint not null,
    made_at timestamptz(3) not null,
    primary key (feed_id)
  )`,
  `create table snapshot_piece (
    feed_id uuid not null,
    sha256 bytea not null,
    at bigint not null,
    bytes bytea not null,
    primary key (feed_id, sha256, at)
  )`,
];

export async function snapshots(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
