/** Documents of case files: uploads under way, their pieces, and what is whole (docs/sync-protocol.md §14). */
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table attachment (
    feed_id uuid not null,
    sha256 bytea not null,
    upload_id uuid not null,
    size bigint not null,
    received_at timestamptz(3) not null,
    primary key (feed_id, sha256)
  )`,
  `create table attachment_upload (
    feed_id uuid not null,
    upload_id uuid not null,
    sha256 bytea not null,
    size bigint not null,
    received bigint not null,
    device_id uuid not null,
    started_at timestamptz(3) not null,
    primary key (feed_id, upload_id)
  )`,
  `create table attachment_piece (
    feed_id uuid not null,
    upload_id uuid not null,
    at bigint not null,
    bytes bytea not null,
    primary key (feed_id, upload_id, at)
  )`,
];

export async function attachmentTables(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
