/**
 * Every table of the server: its rows as the code sees them. bytea is Uint8Array (a Buffer), bigint a
 * number, timestamptz a Date. The shapes that both stores need stand in shapes.ts.
 */
import type { Role } from '#shared/domain/roles.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import type { VerdictReason } from '#shared/sync/messages.ts';

export type TravelledColumns = {
  feed_id: string;
  id: string;
  device_id: string;
  seq: number;
  base_pos: number;
  kind: string;
  version: number;
  min_reader: number;
  occurred_on: string;
  recorded_at: string;
  clock_offset: number;
  author_id: string;
  event_id: string | null;
  payload: Uint8Array;
  salt: Uint8Array;
  payload_hash: Uint8Array;
  prev_hash: Uint8Array;
  hash: Uint8Array;
  signature: Uint8Array | null;
  received_at: Date;
};

export type StepTable = TravelledColumns & {
  pos: number;
  verdict: 'accepted' | 'needs_review';
  reason: VerdictReason | null;
  /** prev_hash is not the hash of this device's step before it in the feed: that one has no position. */
  after_gap: boolean;
};

export type WithheldStepTable = TravelledColumns & {
  verdict: 'quarantined' | 'refused';
  reason: VerdictReason;
  released_at: Date | null;
};

export interface Tables {
  server: {
    one: number;
    server_id: string;
    epoch: string;
    name: string;
    person_id: string;
    directory_feed_id: string;
    made_at: Date;
    /** Version of the rules that the summaries follow; null for one from before it was kept. */
    rules: string | null;
    /** For how many days without contact a device may be read; null for the usual (shared/domain/reading.ts). */
    reading_days: number | null;
  };
  /** Ed25519 and X25519, raw (server/identity/keys.ts). */
  server_key: {
    purpose: 'sign' | 'encrypt';
    public_key: Uint8Array;
    private_key: Uint8Array;
    made_at: Date;
  };
  institution: {
    institution_id: string;
    name: string;
    region: string | null;
    institution_feed_id: string;
    roster_feed_id: string;
    plan_feed_id: string;
  };
  person: { person_id: string; login: string; name: string };
  membership: { person_id: string; institution_id: string; role: Role };
  enrolment_code: {
    code_hash: Uint8Array;
    person_id: string;
    made_at: Date;
    expires_at: Date;
    used_by: string | null;
    used_at: Date | null;
  };
  device: {
    device_id: string;
    person_id: string;
    sign_key: Uint8Array;
    encrypt_key: Uint8Array;
    last_seq: number;
    renewed_from: string | null;
    revoked_as: 'lost' | 'withdrawn' | null;
    revoked_at: Date | null;
    enrolled_at: Date;
    seen_at: Date | null;
    /** Told to a revoked device as the proof that it is: at enrolment it was given the hash. */
    revocation_secret: Uint8Array | null;
    /** When the device said that it has destroyed what it held, and what of it had not been handed in. */
    wiped_at: Date | null;
    wiped_handed_in: number | null;
    wiped_left_steps: number | null;
    wiped_left_documents: number | null;
  };
  alias: { local_id: string; kind: 'person' | 'institution'; server_id: string; recorded_by: string };
  /** `moved_at` is the database's own: set whenever a row changes, read by `feedsMovedWithin`. */
  feed: {
    feed_id: string;
    kind: FeedKind;
    institution_id: string | null;
    head: number;
    checksum: Uint8Array;
    writer_id: string;
    writer_seq: number;
    /** Of a case, as its first step tells it. */
    case_code: string | null;
  };
  step: StepTable;
  withheld_step: WithheldStepTable;
  chain: { feed_id: string; device_id: string; hash: Uint8Array; positioned_hash: Uint8Array | null };
  receipt: {
    device_id: string;
    seq: number;
    feed_id: string;
    step_id: string;
    prev_hash: Uint8Array;
    hash: Uint8Array;
    verdict: 'accepted' | 'needs_review' | 'quarantined' | 'refused';
    reason: VerdictReason | null;
    pos: number | null;
    received_at: Date;
  };
  /** A document that is whole: its bytes are the pieces of the upload that brought it. */
  attachment: {
    feed_id: string;
    sha256: Uint8Array;
    upload_id: string;
    size: number;
    received_at: Date;
  };
  /** An upload, under way or done. `sha256` is what the device says it will be. */
  attachment_upload: {
    feed_id: string;
    upload_id: string;
    sha256: Uint8Array;
    size: number;
    received: number;
    device_id: string;
    started_at: Date;
    /** When it was begun or its last piece came; null once it is whole. */
    waiting_since: Date | null;
  };
  attachment_piece: { feed_id: string; upload_id: string; at: number; bytes: Uint8Array };
  /** The newest packed run of a feed, from its first step to `head` (docs/sync-protocol.md §16). */
  snapshot: { feed_id: string; head: number; sha256: Uint8Array; size: number; made_at: Date };
  snapshot_piece: { feed_id: string; sha256: Uint8Array; at: number; bytes: Uint8Array };
  feed_grant: { feed_id: string; person_id: string; role: Role; granted_by: string; granted_at: Date };
  summary_job: { feed_id: string; wanted_pos: number };
  summary_state: {
    feed_id: string;
    institution_id: string;
    summary_hash: Uint8Array;
    roster_hash: Uint8Array | null;
  };
  audit: {
    writer_id: string;
    seq: number;
    at: Date;
    entry: string;
    prev_hash: Uint8Array;
    hash: Uint8Array;
  };
  /** The access of a person to the web console (server/console). */
  account: {
    person_id: string;
    /** argon2id with its parameters and salt, in the usual spelling. */
    password_hash: string;
    password_set_at: Date;
    /** Of a password that somebody else made: good until then, and only to make an own one. */
    password_until: Date | null;
    totp_secret: Uint8Array | null;
    /** Null while the secret is not in force yet. */
    totp_confirmed_at: Date | null;
    /** The time step of the last code taken: none is taken twice. */
    totp_last_step: number;
  };
  recovery_code: { person_id: string; code_hash: Uint8Array };
  console_session: {
    person_id: string;
    token_hash: Uint8Array;
    session_id: string;
    made_at: Date;
    seen_at: Date;
    ends_at: Date;
    browser: string;
  };
  /** Tries at signing in, by account and by address, both hashed. */
  sign_in_try: { subject: Uint8Array; wrong: number; last_at: Date };
  /** A grant that ends by itself. */
  grant_end: { feed_id: string; person_id: string; ends_at: Date };
}

export type TableName = keyof Tables;
export type Column<Table extends TableName> = keyof Tables[Table] & string;
