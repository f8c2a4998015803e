/**
 * The web console: who may sign in, sessions, tries at signing in, and grants that end by
 * themselves. Secrets are kept as hashes, but for the second step's, which must be computed with.
 */
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table account (
    person_id uuid primary key,
    password_hash text not null,
    password_set_at timestamptz(3) not null,
    password_until timestamptz(3),
    totp_secret bytea,
    totp_confirmed_at timestamptz(3),
    totp_last_step bigint not null
  )`,
  `create table recovery_code (
    person_id uuid not null,
    code_hash bytea not null,
    primary key (person_id, code_hash)
  )`,
  `create table console_session (
    person_id uuid not null,
    token_hash bytea not null,
    session_id uuid not null,
    made_at timestamptz(3) not null,
    seen_at timestamptz(3) not null,
    ends_at timestamptz(3) not null,
    browser text not null,
    primary key (person_id, token_hash)
  )`,
  `create table sign_in_try (
    subject bytea primary key,
    wrong integer not null,
    last_at timestamptz(3) not null
  )`,
  'create index sign_in_try_by_time on sign_in_try (last_at)',
  `create table grant_end (
    feed_id uuid not null,
    person_id uuid not null,
    ends_at timestamptz(3) not null,
    primary key (feed_id, person_id)
  )`,
  'create index grant_end_by_time on grant_end (ends_at)',
  // the console reads the audit from its newest entry backwards
  'create index audit_by_time on audit (at, writer_id, seq)',
];

export async function consoleTables(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
