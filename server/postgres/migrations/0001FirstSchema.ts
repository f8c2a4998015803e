/**
 * The first schema. Primary keys start with the feed (or the device), every unique constraint
 * holds that column, and nothing refers across feeds: a distributed PostgreSQL can spread feed
 * and step by feed_id, device and receipt by device_id, and copy the small tables everywhere.
 */
import { type Kysely, sql } from 'kysely';

const travelled = `
  feed_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  seq bigint not null,
  base_pos bigint not null,
  kind text not null,
  version integer not null,
  min_reader integer not null,
  occurred_on text not null,
  recorded_at text not null,
  clock_offset bigint not null,
  author_id uuid not null,
  event_id uuid,
  payload bytea not null,
  salt bytea not null,
  payload_hash bytea not null,
  prev_hash bytea not null,
  hash bytea not null,
  signature bytea,
  received_at timestamptz(3) not null`;

const statements = [
  `create table server (
    one smallint primary key check (one = 1),
    server_id uuid not null,
    epoch uuid not null,
    name text not null,
    person_id uuid not null,
    directory_feed_id uuid not null,
    made_at timestamptz(3) not null
  )`,
  `create table institution (
    institution_id uuid primary key,
    name text not null,
    region text,
    institution_feed_id uuid not null,
    roster_feed_id uuid not null,
    plan_feed_id uuid not null
  )`,
  `create table person (
    person_id uuid primary key,
    login text not null unique,
    name text not null
  )`,
  `create table membership (
    person_id uuid not null,
    institution_id uuid not null,
    role text not null,
    primary key (person_id, institution_id, role)
  )`,
  'create index membership_by_institution on membership (institution_id, role)',
  `create table enrolment_code (
    code_hash bytea primary key,
    person_id uuid not null,
    made_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    used_by uuid,
    used_at timestamptz(3)
  )`,
  `create table device (
    device_id uuid primary key,
    person_id uuid not null,
    sign_key bytea not null,
    encrypt_key bytea not null,
    last_seq bigint not null default 0,
    renewed_from uuid,
    revoked_as text check (revoked_as in ('lost', 'withdrawn')),
    revoked_at timestamptz(3),
    enrolled_at timestamptz(3) not null,
    seen_at timestamptz(3)
  )`,
  'create index device_by_person on device (person_id)',
  `create table alias (
    local_id uuid primary key,
    kind text not null check (kind in ('person', 'institution')),
    server_id uuid not null,
    recorded_by uuid not null
  )`,
  // writer_id and writer_seq: the server's own pen in this feed (docs/sync-protocol.md §11);
  // moved_at is the database's own clock, the same for every server process
  `create table feed (
    feed_id uuid primary key,
    kind text not null,
    institution_id uuid,
    head bigint not null default 0,
    checksum bytea not null,
    writer_id uuid not null,
    writer_seq bigint not null default 0,
    moved_at timestamptz not null default clock_timestamp()
  )`,
  'create index feed_by_institution on feed (institution_id, kind)',
  'create index feed_by_move on feed (moved_at)',
  `create table step (
    ${travelled},
    pos bigint not null,
    verdict text not null check (verdict in ('accepted', 'needs_review')),
    reason text,
    after_gap boolean not null,
    primary key (feed_id, pos),
    unique (feed_id, id)
  )`,
  // quarantined whole, refused with up to 64 KiB of payload; without a position
  `create table withheld_step (
    ${travelled},
    verdict text not null check (verdict in ('quarantined', 'refused')),
    reason text not null,
    released_at timestamptz(3),
    primary key (feed_id, device_id, seq)
  )`,
  // the newest link of each device's chain in a feed, and of those links that have a position
  `create table chain (
    feed_id uuid not null,
    device_id uuid not null,
    hash bytea not null,
    positioned_hash bytea,
    primary key (feed_id, device_id)
  )`,
  // what a device was answered, so that it can be answered the same again
  `create table receipt (
    device_id uuid not null,
    seq bigint not null,
    feed_id uuid not null,
    step_id uuid not null,
    prev_hash bytea not null,
    hash bytea not null,
    verdict text not null,
    reason text,
    pos bigint,
    received_at timestamptz(3) not null,
    primary key (device_id, seq)
  )`,
  `create table feed_grant (
    feed_id uuid not null,
    person_id uuid not null,
    role text not null,
    granted_by uuid not null,
    granted_at timestamptz(3) not null,
    primary key (feed_id, person_id)
  )`,
  'create index feed_grant_by_person on feed_grant (person_id)',
  // one row for each push that moved a case, so that a push never waits for whoever takes the jobs
  `create table summary_job (
    feed_id uuid not null,
    wanted_pos bigint not null,
    primary key (feed_id, wanted_pos)
  )`,
  `create table summary_state (
    feed_id uuid primary key,
    institution_id uuid not null,
    summary_hash bytea not null,
    roster_hash bytea
  )`,
  `create table audit (
    writer_id uuid not null,
    seq bigint not null,
    at timestamptz(3) not null,
    entry text not null,
    prev_hash bytea not null,
    hash bytea not null,
    primary key (writer_id, seq)
  )`,
];

export async function firstSchema(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
