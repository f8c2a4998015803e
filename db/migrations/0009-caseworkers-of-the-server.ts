/**
 * The list names a caseworker by the server's id, also in cases from before the enrolment: before, these were
 * somebody else's to the filter. Held cases are projected anew.
 */
import type { Migration } from './index.ts';

export const caseworkersOfTheServer: Migration = {
  name: 'caseworkers-of-the-server',
  up(writer) {
    writer.execute('INSERT OR IGNORE INTO case_stale SELECT case_id FROM case_state');
  },
};
