/** A chain whose newest steps were removed with their feed: what is written after them has a gap before it. */
import type { Migration } from './index.ts';

export const headsWithoutSteps: Migration = {
  name: 'heads without steps',
  up(writer) {
    writer.execute(
      'ALTER TABLE chain_head ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))',
    );
  },
};
