/**
 * Every table of the local database, as the code sees it. The migrations make them; a test
 * compares this with a migrated database, column by column. Days are 'YYYY-MM-DD', instants ISO
 * 8601 in UTC, ids UUIDs in text, hashes 32 bytes.
 */
import type { Role } from '#shared/domain/roles.ts';
import type { Stage } from '#shared/domain/stages.ts';
import type { FeedKind, Verdict } from '#shared/domain/step.ts';
import type { TaskKind } from '#shared/domain/tasks.ts';
import { blob, flag, integer, nullable, type RowOf, text, textOf } from './columns.ts';

/** Who works here: one row. */
const profile = {
  only: integer,
  person_id: text,
  person_name: text,
  device_id: text,
  standalone: flag,
  server_url: nullable(text),
  /** Last known server − device, milliseconds. */
  clock_offset: integer,
  newest_server_time: nullable(text),
  last_contact_at: nullable(text),
  enrolled_at: nullable(text),
  made_at: text,
};

const profile_role = { institution_id: text, role: textOf<Role>() };

/** Small choices of the person, JSON by key. */
const setting = { key: text, value: text };

/** Devices this profile has been: the last is in the profile; earlier ones ended in a fork. */
const own_device = { device_id: text, last_seq: integer, made_at: text };

/** Private halves never leave this database. */
const device_key = {
  device_id: text,
  purpose: textOf<'sign' | 'encrypt'>(),
  public_key: blob,
  private_key: blob,
  made_at: text,
};

/** What enrolment said: the local person or institution is the server's. */
const alias = { local_id: text, canonical_id: text };

const feed = {
  feed_id: text,
  kind: textOf<FeedKind>(),
  institution_id: nullable(text),
  epoch: nullable(text),
  /** Last position applied without a hole before it. */
  cursor_pos: integer,
  /** Checksum at the cursor. */
  checksum: blob,
};

const step = {
  feed_id: text,
  id: text,
  device_id: text,
  seq: integer,
  base_pos: integer,
  kind: text,
  version: integer,
  min_reader: integer,
  occurred_on: text,
  recorded_at: text,
  clock_offset: integer,
  author_id: text,
  event_id: nullable(text),
  payload: blob,
  salt: blob,
  payload_hash: blob,
  prev_hash: blob,
  hash: blob,
  pos: nullable(integer),
  received_at: nullable(text),
  verdict: nullable(textOf<Verdict>()),
  /** The server's word for a review, a quarantine or a refusal. */
  verdict_reason: nullable(text),
  /** Position before a server was restored, until the step is seen there again. */
  former_pos: nullable(integer),
  /** Its predecessor in the chain was withheld by the server (refused or quarantined). */
  after_gap: flag,
};

/** Newest link of each device's chain in each feed. Own ones outlive a deleted feed. */
const chain_head = {
  feed_id: text,
  device_id: text,
  seq: integer,
  hash: blob,
  /** The step of this number is not here any more: its feed was removed when its grant was withdrawn. */
  removed: flag,
};

/** A document of a case file: named by a step, travelling by itself. */
const attachment = {
  feed_id: text,
  /** Of all its bytes; with the feed its address. */
  sha256: blob,
  size: integer,
  /** All bytes are here. */
  held: flag,
  /** The server has them. */
  sent: flag,
  /** Where an upload that was begun goes on. */
  upload_url: nullable(text),
  /** Why the server would not take it. */
  fault: nullable(text),
  added_at: text,
};

/** Bytes of a document from a place on. */
const attachment_piece = { feed_id: text, sha256: blob, at: integer, bytes: blob };

/** A snapshot of a feed under way (docs/sync-protocol.md §16). */
const snapshot_piece = { feed_id: text, sha256: blob, at: integer, bytes: blob };

/** One line of the list of children: from the case where it is held, else from summary and roster. */
const case_row = {
  /** Number of the row, which the search index knows it by. */
  row: integer,
  case_id: text,
  /** Null where only summary and roster tell of the child. */
  child_id: nullable(text),
  held: flag,
  case_code: text,
  family_name: nullable(text),
  given_name: nullable(text),
  patronymic: nullable(text),
  /** What is searched: ' ' before each word, folded. */
  folded: text,
  key_ru: text,
  key_kk: text,
  sex: nullable(textOf<'m' | 'f'>()),
  birth_date: nullable(text),
  birth_year: nullable(integer),
  /** Birth as it sorts; unknown last. */
  birth_key: text,
  iin: nullable(text),
  stage: textOf<Stage>(),
  /** Place among the stages, for sorting. */
  stage_rank: integer,
  stage_since: nullable(text),
  admitted_on: nullable(text),
  left_on: nullable(text),
  /** Minus the days from 1970 to the admission, of a child who is in care: days in care but for today's number. */
  care_since: nullable(integer),
  /** Days in care of a child who has left. */
  care_days: nullable(integer),
  returned_on: nullable(text),
  caseworker_id: nullable(text),
  caseworker_name: nullable(text),
  caseworker_key_ru: text,
  caseworker_key_kk: text,
  institution_id: nullable(text),
  place: nullable(text),
  sibling_group: nullable(text),
  /** The earliest open task that is not missed on the profile's due day. */
  next_due_on: nullable(text),
  /** The next due day as it sorts; none last. */
  next_due_key: text,
  next_due_kind: nullable(textOf<TaskKind>()),
  /** Day from which the next task counts as missed and another one is next. */
  next_until: nullable(text),
  /** First day on which any open task of the case, missed ones included, is late. */
  overdue_from: nullable(text),
  unsent: integer,
  conflict: flag,
  review: flag,
  update_needed: flag,
  possible_duplicate: flag,
  concern: flag,
  /** The last day since the return on which the child was seen and lived at home still. */
  seen_home_on: nullable(text),
};

/** The whole projected case, JSON of CaseState. Apart from the row, so that lists stay light. */
const case_state = { case_id: text, state: text };

/** Cases that a sync moved and that are not projected yet; nearly always empty. */
const case_stale = { case_id: text };

const case_task = {
  case_id: text,
  /** Order among the tasks of the case, from 0. */
  at: integer,
  kind: textOf<TaskKind>(),
  due_on: text,
  on_time_until: text,
  missed_from: nullable(text),
  number: nullable(integer),
  text: nullable(text),
};

/** All that an institution's figures are computed from, by position: summaries and baselines. */
const institution_log = {
  feed_id: text,
  pos: integer,
  received_at: text,
  kind: textOf<'case.summarised' | 'baseline.set'>(),
  case_id: nullable(text),
  /** JSON: the summary, or the baseline. */
  body: text,
};

/** Steps that the server holds back of a case that was deleted here with its grant: no name, no text. */
const left_behind = {
  feed_id: text,
  step_id: text,
  case_code: nullable(text),
  kind: text,
  occurred_on: text,
  recorded_at: text,
  author_id: text,
  verdict: textOf<Verdict>(),
  verdict_reason: nullable(text),
};

/** The roster as it stands: JSON of RosterEntry by case. */
const roster = { feed_id: text, case_id: text, entry: text };

const person = { person_id: text, name: text };
const person_role = { person_id: text, institution_id: text, role: textOf<Role>() };
const institution = { institution_id: text, name: text, region: nullable(text) };

/** Unfinished forms of this device. */
const draft = { case_id: text, form: text, about: text, content: text, saved_at: text };

export const tables = {
  profile,
  profile_role,
  setting,
  own_device,
  device_key,
  alias,
  feed,
  step,
  chain_head,
  attachment,
  attachment_piece,
  snapshot_piece,
  case_row,
  case_state,
  case_stale,
  case_task,
  institution_log,
  roster,
  left_behind,
  draft,
  person,
  person_role,
  institution,
};

export type Schema = { [Table in keyof typeof tables]: RowOf<(typeof tables)[Table]> };
