/**
 * What a person was writing when the window locked: kept in the encrypted database as it is typed, so that
 * locking loses nothing. An empty case id is that of a case that is still to be opened.
 */
import type { Migration } from './index.ts';

export const drafts: Migration = {
  name: 'drafts',
  up(writer) {
    writer.execute(`
      CREATE TABLE draft (
        case_id TEXT NOT NULL,
        form TEXT NOT NULL,
        about TEXT NOT NULL,
        content TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (case_id, form, about)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
