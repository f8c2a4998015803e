/**
 * Two steps without a position may have one number of one device: where a server and the author's disk
 * were both restored from copies, the author counts again, and what was counted before is held here.
 */
import type { Migration } from './index.ts';

export const stepsHeldForOthers: Migration = {
  name: 'steps held for others',
  up(writer) {
    writer.execute('DROP INDEX step_without_pos');
    writer.execute('CREATE INDEX step_without_pos ON step (device_id, seq) WHERE pos IS NULL');
  },
};
