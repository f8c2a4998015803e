/**
 * Which tables grow with the country, and by which column their rows are spread over partitions of
 * one PostgreSQL (server/postgres/partition.ts) or over the machines of a distributed one
 * (docs/scale.md). A test holds every key, constraint and statement of the server to it. The other
 * tables are whole, on one node: they grow with people, devices and cases, and hold the rows that
 * are locked (heads of feeds, devices, jobs).
 */
import type { Column, TableName } from './tables.ts';

type Spread = { readonly [Table in TableName]: Column<Table> | null };

export const spread = {
  // what is written in a feed, all by the feed: one feed's rows lie together
  step: 'feed_id',
  withheld_step: 'feed_id',
  chain: 'feed_id',
  attachment: 'feed_id',
  attachment_upload: 'feed_id',
  attachment_piece: 'feed_id',
  snapshot: 'feed_id',
  snapshot_piece: 'feed_id',
  summary_state: 'feed_id',
  // what a device was answered, by the device
  receipt: 'device_id',
  // one chain for each server process that ever ran
  audit: 'writer_id',
  // whole
  server: null,
  server_key: null,
  institution: null,
  person: null,
  membership: null,
  enrolment_code: null,
  device: null,
  alias: null,
  feed: null,
  feed_grant: null,
  grant_end: null,
  summary_job: null,
  account: null,
  recovery_code: null,
  console_session: null,
  sign_in_try: null,
} as const satisfies Spread;

/** Tables whose rows are spread, with the column that says where. */
export const spreadTables: readonly (readonly [table: string, column: string])[] = Object.entries(
  spread,
).flatMap(([table, column]): [string, string][] => (column === null ? [] : [[table, column]]));
