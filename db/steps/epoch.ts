/**
 * A server that was restored from a copy has a new epoch and may lack steps it once acknowledged.
 * Cursors go back to the start and own steps count as unsent again; the server knows those it
 * still has. No step of a person is removed: another device's keeps its place until it is seen again.
 * What the server derived is: it derives it anew.
 */
import type { FeedKind } from '#shared/domain/step.ts';
import { emptyChecksum } from '#shared/sync/checksum.ts';
import { offerAgain } from '../attachments/attachments.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { clearDerived } from '../projections/institutionLog.ts';
import { markStale } from '../projections/staleCases.ts';
import { findFeed } from './feeds.ts';

const forgetPlaces = prepare<{ feedId: string }>()((param) =>
  query
    .updateTable('step')
    .set((row) => ({ former_pos: row.ref('pos'), pos: null }))
    .where('feed_id', '=', param('feedId'))
    .where('pos', 'is not', null),
);
/** Refused and quarantined ones too, and those of the devices this one was before: push sends numbers without a hole. */
const sendAgain = prepare<{ feedId: string }>()((param) =>
  query
    .updateTable('step')
    .set({ verdict: null, received_at: null, verdict_reason: null })
    .where('feed_id', '=', param('feedId'))
    .where('device_id', 'in', query.selectFrom('own_device').select('device_id')),
);
const deleteForeign = prepare<{ feedId: string }>()((param) =>
  query
    .deleteFrom('step')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', 'not in', query.selectFrom('own_device').select('device_id')),
);
const deleteForeignHeads = prepare<{ feedId: string }>()((param) =>
  query
    .deleteFrom('chain_head')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', 'not in', query.selectFrom('own_device').select('device_id')),
);
const rewind = prepare<{ feedId: string; epoch: string; checksum: Uint8Array }>()((param) =>
  query
    .updateTable('feed')
    .set({ epoch: param('epoch'), cursor_pos: 0, checksum: param('checksum') })
    .where('feed_id', '=', param('feedId')),
);

const feedsOfOtherEpochs = prepare<{ epoch: string }>()((param) =>
  query
    .selectFrom('feed')
    .select(['feed_id', 'kind'])
    .where('epoch', 'is not', null)
    .where('epoch', '!=', param('epoch'))
    .orderBy('feed_id'),
);
const formerFeeds = prepare()(() =>
  query
    .selectFrom('feed')
    .select('feed_id')
    .where('epoch', 'is not', null)
    .where('cursor_pos', '=', 0)
    .where((where) =>
      where.exists(
        where
          .selectFrom('step')
          .select('id')
          .whereRef('step.feed_id', '=', 'feed.feed_id')
          .where('former_pos', 'is not', null),
      ),
    )
    .orderBy('feed_id'),
);

/** Feeds that had positions before the new epoch and have none in it yet. */
export function feedsOfFormerEpoch(reader: Reader): string[] {
  return reader.all(formerFeeds, {}).map((row) => row.feed_id);
}

/** Begins a new epoch in every feed that is not in it already. Answers how many feeds went back. */
export function resetEpoch(writer: Writer, epoch: string): number {
  return writer.transaction(() => {
    const stale = writer.all(feedsOfOtherEpochs, { epoch });
    for (const { feed_id: feedId, kind } of stale) {
      writer.run(forgetPlaces, { feedId });
      writer.run(sendAgain, { feedId });
      offerAgain(writer, feedId);
      writer.run(rewind, { feedId, epoch, checksum: emptyChecksum });
      if (kind !== 'case') {
        writer.run(deleteForeign, { feedId });
        writer.run(deleteForeignHeads, { feedId });
      }
      markStale(writer, casesIn(writer, feedId, kind));
    }
    return stale.length;
  });
}

/**
 * Begins a feed anew whose checksum shows damage: what the server has of other devices is removed
 * here and pulled again. Own steps stay.
 */
export function refetchFeed(writer: Writer, feedId: string): void {
  writer.transaction(() => {
    const feed = findFeed(writer, feedId);
    if (feed === null || feed.epoch === null) return;
    writer.run(deleteForeign, { feedId });
    writer.run(deleteForeignHeads, { feedId });
    writer.run(rewind, { feedId, epoch: feed.epoch, checksum: emptyChecksum });
    markStale(writer, casesIn(writer, feedId, feed.kind));
  });
}

/** Whose rows follow: only the feed of a case is one, and new pages of another may come before the rows do. */
function casesIn(writer: Writer, feedId: string, kind: FeedKind): string[] {
  const derived = clearDerived(writer, feedId);
  return kind === 'case' ? [feedId, ...derived] : derived;
}
