/**
 * What the server holds back of a case that this person may not read any more: the notice stays when
 * the case is deleted here, without a name and without a word of what was written.
 */
import type { Migration } from './index.ts';

export const leftBehind: Migration = {
  name: 'left behind',
  up(writer) {
    writer.execute(`
      CREATE TABLE left_behind (
        feed_id TEXT NOT NULL,
        step_id TEXT NOT NULL,
        case_code TEXT,
        kind TEXT NOT NULL,
        occurred_on TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        author_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        verdict_reason TEXT,
        PRIMARY KEY (feed_id, step_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
