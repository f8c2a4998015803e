/**
 * The list says when a child was last seen at home, beside the days since the return. Children who have
 * returned are projected anew, once.
 */
import type { Migration } from './index.ts';

export const seenAtHome: Migration = {
  name: 'seen-at-home',
  up(writer) {
    writer.execute('ALTER TABLE case_row ADD COLUMN seen_home_on TEXT');
    writer.execute(
      'INSERT OR IGNORE INTO case_stale SELECT case_id FROM case_row WHERE returned_on IS NOT NULL',
    );
  },
};
