/** Every table of the server, as Kysely sees it. bytea is Uint8Array (a Buffer), bigint a number, timestamptz a Date. */

import type { ColumnType, Generated } from 'kysely';
import type { Role } from '#shared/domain/roles.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import type { VerdictReason } from '#shared/sync/messages.ts';

export interface TravelledColumns {
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
}

export interface StepTable extends TravelledColumns {
  pos: number;
  verdict: 'accepted' | 'needs_review';
  reason: VerdictReason | null;
  /** prev_hash is not the hash of this device's step before it in the feed: that one has no position. */
  after_gap: boolean;
}

export interface WithheldStepTable extends TravelledColumns {
  verdict: 'quarantined' | 'refused';
  reason: VerdictReason;
  released_at: Date | null;
}

export interface Tables {
  server: {
    one: number;
    server_id: string;
    epoch: string;
    name: string;
    person_id: string;
    directory_feed_id: string;
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
    last_seq: Generated<number>;
    renewed_from: string | null;
    revoked_as: 'lost' | 'withdrawn' | null;
    revoked_at: Date | null;
    enrolled_at: Date;
    seen_at: Date | null;
  };
  alias: { local_id: string; kind: 'person' | 'institution'; server_id: string; recorded_by: string };
  feed: {
    feed_id: string;
    kind: FeedKind;
    institution_id: string | null;
    head: Generated<number>;
    checksum: Uint8Array;
    writer_id: string;
    writer_seq: Generated<number>;
    moved_at: ColumnType<Date, never, never>;
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
}
