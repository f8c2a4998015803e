/**
 * Removes a feed whose grant was withdrawn: its steps and everything projected from them, zeroed
 * on the disk (secure_delete) and out of the write-ahead log. Unsent steps are never removed: push
 * them first (to quarantine where need be).
 */
import { removeAttachments } from '../attachments/attachments.ts';
import { dropDraftsOfCase } from '../drafts/drafts.ts';
import { type Attempt, failedWith, succeeded } from '../open/failure.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { clearDerived } from '../projections/institutionLog.ts';
import { projectCase } from '../projections/projectCase.ts';
import { dropSnapshot } from '../snapshots/snapshots.ts';
import { findFeed } from './feeds.ts';
import { noteLeftBehind } from './leftBehind.ts';

const unsentInFeed = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('feed_id', '=', param('feedId'))
    .where('pos', 'is', null)
    .where('verdict', 'is', null),
);
const deleteSteps = prepare<{ feedId: string }>()((param) =>
  query.deleteFrom('step').where('feed_id', '=', param('feedId')),
);
/** Own links stay: should the grant come back, the chain goes on where it was. */
const deleteForeignHeads = prepare<{ feedId: string }>()((param) =>
  query
    .deleteFrom('chain_head')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', 'not in', query.selectFrom('own_device').select('device_id')),
);
const markOwnHeads = prepare<{ feedId: string }>()((param) =>
  query.updateTable('chain_head').set({ removed: 1 }).where('feed_id', '=', param('feedId')),
);
const deleteFeedRow = prepare<{ feedId: string }>()((param) =>
  query.deleteFrom('feed').where('feed_id', '=', param('feedId')),
);
export interface UnsentLeft {
  readonly code: 'unsent_steps';
  readonly count: number;
}

/** Deletes the feed and empties the write-ahead log. An unknown feed is deleted already. */
export function deleteFeed(writer: Writer, feedId: string): Attempt<null, UnsentLeft> {
  const feed = findFeed(writer, feedId);
  if (feed === null) return succeeded(null);
  const count = writer.get(unsentInFeed, { feedId })?.count ?? 0;
  if (count > 0) return failedWith({ code: 'unsent_steps', count });
  writer.transaction(() => {
    noteLeftBehind(writer, feedId);
    removeFeed(writer, feedId);
  });
  writer.checkpoint();
  return succeeded(null);
}

/** Removes a feed with all that was projected from it, unsent steps too: inside a transaction that knows why. */
export function removeFeed(writer: Writer, feedId: string): void {
  writer.run(deleteSteps, { feedId });
  removeAttachments(writer, feedId);
  dropSnapshot(writer, feedId);
  dropDraftsOfCase(writer, feedId);
  const affected = clearDerived(writer, feedId);
  writer.run(deleteForeignHeads, { feedId });
  writer.run(markOwnHeads, { feedId });
  writer.run(deleteFeedRow, { feedId });
  for (const caseId of new Set([feedId, ...affected])) projectCase(writer, caseId);
}
