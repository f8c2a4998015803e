/** What to pull next (docs/sync-protocol.md §8): the same question by wire and for a bundle. */
import type { FeedItem } from './messages.ts';

/** Feeds asked for in one request. */
export const feedsAtOnce = 500;

/**
 * @param after the last position held, by feed; none for a feed that is not held
 * @param most feeds: fewer on a bad link, since the question travels too
 */
export function cursorsBehind(
  feeds: readonly FeedItem[],
  after: ReadonlyMap<string, number>,
  most = feedsAtOnce,
): { feed: string; after: number }[] {
  const behind = feeds.filter((feed) => (after.get(feed.feed) ?? 0) < feed.head);
  // the directory first: its aliases say whom the ids in the other feeds mean
  const first = behind.filter((feed) => feed.kind === 'directory');
  return (first.length > 0 ? first : behind)
    .slice(0, most)
    .map(({ feed }) => ({ feed, after: after.get(feed) ?? 0 }));
}
