/** Cases whose steps moved on by a sync and whose rows are projected in a moment (projections/staleCases.ts). */
import type { Migration } from './index.ts';

export const staleCases: Migration = {
  name: 'stale cases',
  up(writer) {
    writer.execute('CREATE TABLE case_stale (case_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID');
  },
};
