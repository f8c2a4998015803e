/** Large feeds that are on their way whole: the bytes so far, until they are taken in or dropped. */
import type { Migration } from './index.ts';

export const snapshotPieces: Migration = {
  name: 'snapshot-pieces',
  up(writer) {
    writer.execute(`
      CREATE TABLE snapshot_piece (
        feed_id TEXT NOT NULL,
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
        at INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (feed_id, sha256, at)
      ) STRICT;
    `);
  },
};
