/**
 * What the server listed of feeds, taken in (docs/sync-protocol.md §8, §9): a new epoch begins, feeds
 * whose grant was withdrawn are deleted. However the list came here.
 */
import type { Writer } from '#db/open/handles.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { dropSnapshot, snapshotsUnderWay } from '#db/snapshots/snapshots.ts';
import { deleteFeed } from '#db/steps/deleteFeed.ts';
import { feedsOfFormerEpoch, resetEpoch } from '#db/steps/epoch.ts';
import { feedPositions } from '#db/steps/feeds.ts';
import { type FeedItem, type FeedsAnswer, feedsAnswer } from '#shared/sync/messages.ts';
import { type KnownServer, knownServer, serverKey } from './connection.ts';
import { meaningOf, RoundEnded } from './failure.ts';
import { rememberReadingDays } from './readingDays.ts';

/** Asks for the feeds: over the wire, or in a bundle that brought the answer along. */
export type AskFeeds = (request: { held?: string[] }) => Promise<unknown>;

/**
 * Null where a withdrawn device has learnt that the server was restored from a copy: what the server
 * lacks of its steps goes into quarantine once more.
 */
export async function listFeeds(database: Writer, ask: AskFeeds): Promise<FeedsAnswer | null> {
  try {
    const answer = feedsAnswer.parse(await ask({}));
    rememberServer(database, answer.server);
    rememberReadingDays(database, answer.readingDays);
    return answer;
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning.epoch !== undefined && beginEpoch(database, meaning.epoch)) return null;
    throw new RoundEnded(meaning);
  }
}

/** A device that enrolled before servers had keys, or took documents from files, hears of it here. */
export function rememberServer(database: Writer, told: KnownServer | undefined): void {
  const known = readSetting(database, serverKey, knownServer);
  if (told === undefined || told.keys === undefined || known?.id !== told.id) return;
  const now = { ...known, keys: told.keys, takesDocuments: told.takesDocuments };
  if (JSON.stringify(now) !== JSON.stringify(known)) writeSetting(database, serverKey, now);
}

/** True where the server has begun a new epoch: cursors are back at 0, own steps count as unsent. */
export function beginEpoch(database: Writer, epoch: string): boolean {
  return resetEpoch(database, epoch) > 0;
}

/**
 * A feed with positions that is not listed any more was withdrawn. One that never had a position
 * is of our own making and waits in quarantine: it stays. Unsent steps keep their feed.
 */
export function dropWithdrawn(database: Writer, feeds: readonly FeedItem[]): void {
  const listed = new Set(feeds.map((feed) => feed.feed));
  for (const [feedId, pos] of feedPositions(database)) {
    if (pos > 0 && !listed.has(feedId)) deleteFeed(database, feedId);
  }
  for (const feedId of snapshotsUnderWay(database)) {
    if (!listed.has(feedId)) dropSnapshot(database, feedId);
  }
}

/**
 * After a new epoch a feed that was held and is not listed may be one that the restored server does not
 * know yet, because whoever opened it has not sent it again: this copy of it stays. Where the server
 * knows it, and this person may not read it, it goes.
 */
export async function dropUnlisted(
  database: Writer,
  feeds: readonly FeedItem[],
  ask: AskFeeds,
): Promise<void> {
  const listed = new Set(feeds.map((feed) => feed.feed));
  const held = feedsOfFormerEpoch(database).filter((feedId) => !listed.has(feedId));
  if (held.length === 0) return;
  const answer = await ask({ held: held.slice(0, 5000) }).then(
    (told) => feedsAnswer.parse(told),
    (error) => {
      throw new RoundEnded(meaningOf(error));
    },
  );
  for (const feedId of answer.withdrawn ?? []) {
    if (held.includes(feedId)) deleteFeed(database, feedId);
  }
}
