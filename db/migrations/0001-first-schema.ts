/** The first schema: the profile, the log of steps, and the rows projected from it. */
import type { Migration } from './index.ts';

export const firstSchema: Migration = {
  name: 'first schema',
  up(writer) {
    writer.execute('PRAGMA application_id = 0x55696765');
    for (const statement of [...profileTables, ...logTables, ...projectionTables]) writer.execute(statement);
  },
};

const profileTables = [
  `CREATE TABLE profile (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    device_id TEXT NOT NULL,
    standalone INTEGER NOT NULL CHECK (standalone IN (0, 1)),
    server_url TEXT,
    clock_offset INTEGER NOT NULL,
    newest_server_time TEXT,
    last_contact_at TEXT,
    enrolled_at TEXT,
    made_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE profile_role (
    institution_id TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (institution_id, role)
  ) STRICT, WITHOUT ROWID`,
  'CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE own_device (
    device_id TEXT NOT NULL PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE device_key (
    device_id TEXT NOT NULL REFERENCES own_device (device_id),
    purpose TEXT NOT NULL CHECK (purpose IN ('sign', 'encrypt')),
    public_key BLOB NOT NULL,
    private_key BLOB NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (device_id, purpose)
  ) STRICT, WITHOUT ROWID`,
  'CREATE TABLE alias (local_id TEXT NOT NULL PRIMARY KEY, canonical_id TEXT NOT NULL) STRICT, WITHOUT ROWID',
];

const logTables = [
  `CREATE TABLE feed (
    feed_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    institution_id TEXT,
    epoch TEXT,
    cursor_pos INTEGER NOT NULL,
    checksum BLOB NOT NULL
  ) STRICT`,
  'CREATE INDEX feed_by_institution ON feed (institution_id, kind)',
  `CREATE TABLE step (
    feed_id TEXT NOT NULL REFERENCES feed (feed_id),
    id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    base_pos INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    min_reader INTEGER NOT NULL,
    occurred_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    clock_offset INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    event_id TEXT,
    payload BLOB NOT NULL,
    salt BLOB NOT NULL,
    payload_hash BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    pos INTEGER,
    received_at TEXT,
    verdict TEXT,
    verdict_reason TEXT,
    former_pos INTEGER,
    after_gap INTEGER NOT NULL CHECK (after_gap IN (0, 1))
  ) STRICT`,
  // an id is unique in its feed only: nobody can block a step by using its id elsewhere
  'CREATE UNIQUE INDEX step_by_id ON step (feed_id, id)',
  'CREATE UNIQUE INDEX step_by_pos ON step (feed_id, pos) WHERE pos IS NOT NULL',
  // what push sends, in order; and the guard that a device never numbers two steps alike
  'CREATE UNIQUE INDEX step_without_pos ON step (device_id, seq) WHERE pos IS NULL',
  "CREATE INDEX step_with_problem ON step (verdict) WHERE verdict IS NOT NULL AND verdict <> 'accepted'",
  `CREATE TABLE chain_head (
    feed_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (feed_id, device_id)
  ) STRICT, WITHOUT ROWID`,
];

/**
 * One index for each order of the list of children; names break ties, by the language's alphabet.
 * What a walk along the order asks of every child (is it found, in which stage, is it late) is in
 * the index itself, so that only the children of the page are looked up.
 */
function sortIndexes(language: 'ru' | 'kk'): string[] {
  const name = `key_${language}`;
  const orders: Record<string, string[]> = {
    name: [name, 'folded'],
    birth: ['birth_key', name],
    stage: ['stage_rank', name],
    next_due: ['next_due_key', name],
    caseworker: [`caseworker_${name}`, name],
    care: ['care_days', 'care_since', name],
  };
  return Object.entries(orders).map(
    ([order, columns]) =>
      `CREATE INDEX case_row_${order}_${language} ON case_row (${[...columns, 'stage', 'overdue_from'].join(', ')})`,
  );
}

const projectionTables = [
  `CREATE TABLE case_row (
    row INTEGER NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE,
    child_id TEXT,
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    case_code TEXT NOT NULL,
    family_name TEXT,
    given_name TEXT,
    patronymic TEXT,
    folded TEXT NOT NULL,
    key_ru TEXT NOT NULL,
    key_kk TEXT NOT NULL,
    sex TEXT,
    birth_date TEXT,
    birth_year INTEGER,
    birth_key TEXT NOT NULL,
    iin TEXT,
    stage TEXT NOT NULL,
    stage_rank INTEGER NOT NULL,
    stage_since TEXT,
    admitted_on TEXT,
    left_on TEXT,
    care_since INTEGER,
    care_days INTEGER,
    returned_on TEXT,
    caseworker_id TEXT,
    caseworker_name TEXT,
    caseworker_key_ru TEXT NOT NULL,
    caseworker_key_kk TEXT NOT NULL,
    institution_id TEXT,
    place TEXT,
    sibling_group TEXT,
    next_due_on TEXT,
    next_due_key TEXT NOT NULL,
    next_due_kind TEXT,
    next_until TEXT,
    overdue_from TEXT,
    unsent INTEGER NOT NULL,
    conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
    review INTEGER NOT NULL CHECK (review IN (0, 1)),
    update_needed INTEGER NOT NULL CHECK (update_needed IN (0, 1)),
    possible_duplicate INTEGER NOT NULL CHECK (possible_duplicate IN (0, 1)),
    concern INTEGER NOT NULL CHECK (concern IN (0, 1))
  ) STRICT`,
  'CREATE INDEX case_row_by_code ON case_row (case_code)',
  'CREATE INDEX case_row_by_iin ON case_row (iin) WHERE iin IS NOT NULL',
  'CREATE INDEX case_row_by_siblings ON case_row (sibling_group) WHERE sibling_group IS NOT NULL',
  'CREATE INDEX case_row_by_next_until ON case_row (next_until) WHERE next_until IS NOT NULL',
  'CREATE INDEX case_row_by_overdue ON case_row (overdue_from) WHERE overdue_from IS NOT NULL',
  'CREATE INDEX case_row_by_stage ON case_row (stage)',
  'CREATE INDEX case_row_by_caseworker ON case_row (caseworker_id)',
  'CREATE INDEX case_row_by_institution ON case_row (institution_id)',
  ...sortIndexes('ru'),
  ...sortIndexes('kk'),
  // words are found by their first letters; nothing of the text itself is kept in it
  `CREATE VIRTUAL TABLE case_search USING fts5 (
    folded, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 0"
  )`,
  "INSERT INTO case_search (case_search, rank) VALUES ('secure-delete', 1)",
  `CREATE TABLE case_state (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES case_row (case_id) ON DELETE CASCADE,
    state TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE case_task (
    case_id TEXT NOT NULL REFERENCES case_row (case_id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    due_on TEXT NOT NULL,
    on_time_until TEXT NOT NULL,
    missed_from TEXT,
    number INTEGER,
    text TEXT,
    PRIMARY KEY (case_id, at)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX case_task_by_due ON case_task (due_on)',
  `CREATE TABLE institution_log (
    feed_id TEXT NOT NULL REFERENCES feed (feed_id),
    pos INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    case_id TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (feed_id, pos)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX institution_log_by_case ON institution_log (case_id, feed_id, pos)',
  `CREATE TABLE roster (
    feed_id TEXT NOT NULL REFERENCES feed (feed_id),
    case_id TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (feed_id, case_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX roster_by_case ON roster (case_id)',
  'CREATE TABLE person (person_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE person_role (
    person_id TEXT NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
    institution_id TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (person_id, institution_id, role)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE institution (
    institution_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    region TEXT
  ) STRICT, WITHOUT ROWID`,
];
