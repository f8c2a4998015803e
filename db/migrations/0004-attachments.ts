/**
 * Documents of the case files, beside the steps that name them: the bytes in pieces, inside the
 * encrypted database. Cases are projected anew, because their state now lists documents.
 */
import type { Migration } from './index.ts';

export const attachments: Migration = {
  name: 'attachments',
  up(writer) {
    writer.execute(`
      CREATE TABLE attachment (
        feed_id TEXT NOT NULL,
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
        size INTEGER NOT NULL CHECK (size > 0),
        held INTEGER NOT NULL CHECK (held IN (0, 1)),
        sent INTEGER NOT NULL CHECK (sent IN (0, 1)),
        upload_url TEXT,
        fault TEXT,
        added_at TEXT NOT NULL,
        PRIMARY KEY (feed_id, sha256)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE attachment_piece (
        feed_id TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        at INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (feed_id, sha256, at)
      ) STRICT;
      CREATE INDEX attachment_waiting ON attachment (added_at) WHERE held = 0 OR sent = 0;
      INSERT OR IGNORE INTO case_stale SELECT case_id FROM case_state;
    `);
  },
};
