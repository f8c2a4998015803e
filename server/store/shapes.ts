/**
 * The shape of every table of the server, as both stores need it: types of columns, primary key, what
 * else is unique. A test compares this with a migrated database.
 */
import type { Column, TableName } from './tables.ts';

export type ColumnType =
  | 'uuid'
  | 'text'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'bytea'
  | 'timestamptz';

interface Shape<Table extends TableName> {
  readonly columns: { readonly [Name in Column<Table>]: ColumnType };
  /** The primary key. On a distributed database its first column says where a row lives. */
  readonly key: readonly Column<Table>[];
  readonly unique?: readonly (readonly Column<Table>[])[];
}

const travelled = {
  feed_id: 'uuid',
  id: 'uuid',
  device_id: 'uuid',
  seq: 'bigint',
  base_pos: 'bigint',
  kind: 'text',
  version: 'integer',
  min_reader: 'integer',
  occurred_on: 'text',
  recorded_at: 'text',
  clock_offset: 'bigint',
  author_id: 'uuid',
  event_id: 'uuid',
  payload: 'bytea',
  salt: 'bytea',
  payload_hash: 'bytea',
  prev_hash: 'bytea',
  hash: 'bytea',
  signature: 'bytea',
  received_at: 'timestamptz',
} as const;

export const shapes = {
  server: {
    columns: {
      one: 'smallint',
      server_id: 'uuid',
      epoch: 'uuid',
      name: 'text',
      person_id: 'uuid',
      directory_feed_id: 'uuid',
      made_at: 'timestamptz',
      rules: 'text',
      reading_days: 'bigint',
    },
    key: ['one'],
  },
  server_key: {
    columns: { purpose: 'text', public_key: 'bytea', private_key: 'bytea', made_at: 'timestamptz' },
    key: ['purpose'],
  },
  institution: {
    columns: {
      institution_id: 'uuid',
      name: 'text',
      region: 'text',
      institution_feed_id: 'uuid',
      roster_feed_id: 'uuid',
      plan_feed_id: 'uuid',
    },
    key: ['institution_id'],
  },
  person: {
    columns: { person_id: 'uuid', login: 'text', name: 'text' },
    key: ['person_id'],
    unique: [['login']],
  },
  membership: {
    columns: { person_id: 'uuid', institution_id: 'uuid', role: 'text' },
    key: ['person_id', 'institution_id', 'role'],
  },
  enrolment_code: {
    columns: {
      code_hash: 'bytea',
      person_id: 'uuid',
      made_at: 'timestamptz',
      expires_at: 'timestamptz',
      used_by: 'uuid',
      used_at: 'timestamptz',
    },
    key: ['code_hash'],
  },
  device: {
    columns: {
      device_id: 'uuid',
      person_id: 'uuid',
      sign_key: 'bytea',
      encrypt_key: 'bytea',
      last_seq: 'bigint',
      renewed_from: 'uuid',
      revoked_as: 'text',
      revoked_at: 'timestamptz',
      enrolled_at: 'timestamptz',
      seen_at: 'timestamptz',
      revocation_secret: 'bytea',
      wiped_at: 'timestamptz',
      wiped_handed_in: 'bigint',
      wiped_left_steps: 'bigint',
      wiped_left_documents: 'bigint',
    },
    key: ['device_id'],
  },
  alias: {
    columns: { local_id: 'uuid', kind: 'text', server_id: 'uuid', recorded_by: 'uuid' },
    key: ['local_id'],
  },
  feed: {
    columns: {
      feed_id: 'uuid',
      kind: 'text',
      institution_id: 'uuid',
      head: 'bigint',
      checksum: 'bytea',
      writer_id: 'uuid',
      writer_seq: 'bigint',
      case_code: 'text',
    },
    key: ['feed_id'],
  },
  step: {
    columns: { ...travelled, pos: 'bigint', verdict: 'text', reason: 'text', after_gap: 'boolean' },
    key: ['feed_id', 'pos'],
    unique: [['feed_id', 'id']],
  },
  withheld_step: {
    columns: { ...travelled, verdict: 'text', reason: 'text', released_at: 'timestamptz' },
    key: ['feed_id', 'device_id', 'seq'],
  },
  chain: {
    columns: { feed_id: 'uuid', device_id: 'uuid', hash: 'bytea', positioned_hash: 'bytea' },
    key: ['feed_id', 'device_id'],
  },
  receipt: {
    columns: {
      device_id: 'uuid',
      seq: 'bigint',
      feed_id: 'uuid',
      step_id: 'uuid',
      prev_hash: 'bytea',
      hash: 'bytea',
      verdict: 'text',
      reason: 'text',
      pos: 'bigint',
      received_at: 'timestamptz',
    },
    key: ['device_id', 'seq'],
  },
  attachment: {
    columns: {
      feed_id: 'uuid',
      sha256: 'bytea',
      upload_id: 'uuid',
      size: 'bigint',
      received_at: 'timestamptz',
    },
    key: ['feed_id', 'sha256'],
  },
  attachment_upload: {
    columns: {
      feed_id: 'uuid',
      upload_id: 'uuid',
      sha256: 'bytea',
      size: 'bigint',
      received: 'bigint',
      device_id: 'uuid',
      started_at: 'timestamptz',
      waiting_since: 'timestamptz',
    },
    key: ['feed_id', 'upload_id'],
  },
  attachment_piece: {
    columns: { feed_id: 'uuid', upload_id: 'uuid', at: 'bigint', bytes: 'bytea' },
    key: ['feed_id', 'upload_id', 'at'],
  },
  snapshot: {
    columns: { feed_id: 'uuid', head: 'bigint', sha256: 'bytea', size: 'bigint', made_at: 'timestamptz' },
    key: ['feed_id'],
  },
  snapshot_piece: {
    columns: { feed_id: 'uuid', sha256: 'bytea', at: 'bigint', bytes: 'bytea' },
    key: ['feed_id', 'sha256', 'at'],
  },
  feed_grant: {
    columns: {
      feed_id: 'uuid',
      person_id: 'uuid',
      role: 'text',
      granted_by: 'uuid',
      granted_at: 'timestamptz',
    },
    key: ['feed_id', 'person_id'],
  },
  summary_job: { columns: { feed_id: 'uuid', wanted_pos: 'bigint' }, key: ['feed_id', 'wanted_pos'] },
  summary_state: {
    columns: { feed_id: 'uuid', institution_id: 'uuid', summary_hash: 'bytea', roster_hash: 'bytea' },
    key: ['feed_id'],
  },
  audit: {
    columns: {
      writer_id: 'uuid',
      seq: 'bigint',
      at: 'timestamptz',
      entry: 'text',
      prev_hash: 'bytea',
      hash: 'bytea',
    },
    key: ['writer_id', 'seq'],
  },
  account: {
    columns: {
      person_id: 'uuid',
      password_hash: 'text',
      password_set_at: 'timestamptz',
      password_until: 'timestamptz',
      totp_secret: 'bytea',
      totp_confirmed_at: 'timestamptz',
      totp_last_step: 'bigint',
    },
    key: ['person_id'],
  },
  recovery_code: { columns: { person_id: 'uuid', code_hash: 'bytea' }, key: ['person_id', 'code_hash'] },
  console_session: {
    columns: {
      person_id: 'uuid',
      token_hash: 'bytea',
      session_id: 'uuid',
      made_at: 'timestamptz',
      seen_at: 'timestamptz',
      ends_at: 'timestamptz',
      browser: 'text',
    },
    key: ['person_id', 'token_hash'],
  },
  sign_in_try: {
    columns: { subject: 'bytea', wrong: 'integer', last_at: 'timestamptz' },
    key: ['subject'],
  },
  grant_end: {
    columns: { feed_id: 'uuid', person_id: 'uuid', ends_at: 'timestamptz' },
    key: ['feed_id', 'person_id'],
  },
} as const satisfies { [Table in TableName]: Shape<Table> };

/** Columns of a primary key. */
export type KeyColumn<Table extends TableName> = (typeof shapes)[Table]['key'][number] & Column<Table>;

/** All columns of a table. */
export function columnsOf<Table extends TableName>(table: Table): Column<Table>[] {
  const names: string[] = Object.keys(shapes[table].columns);
  return names.filter((name): name is Column<Table> => name in shapes[table].columns);
}
