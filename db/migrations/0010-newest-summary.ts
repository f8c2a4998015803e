/**
 * The newest summary of a case is read whenever the case is projected, and a case has one for every change
 * in years: found by an index, not by sorting them all.
 */
import type { Migration } from './index.ts';

export const newestSummary: Migration = {
  name: 'newest-summary',
  up(writer) {
    writer.execute(`
      CREATE INDEX institution_log_newest_summary ON institution_log (case_id, received_at, pos)
      WHERE kind = 'case.summarised';
    `);
  },
};
