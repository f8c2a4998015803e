/**
 * Pull everything this person may read (docs/sync-protocol.md §8), page by page; a page and its
 * cursor are stored together or not at all. Feeds whose grant was withdrawn are deleted.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { deleteFeed } from '#db/steps/deleteFeed.ts';
import { feedsOfFormerEpoch, refetchFeed, resetEpoch } from '#db/steps/epoch.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { applyPulledPage } from '#db/steps/pull.ts';
import type { PulledPage, PullFaultCode } from '#db/steps/pulled.ts';
import { failed } from '#shared/contract/failure.ts';
import {
  type FeedItem,
  type FeedsAnswer,
  feedsAnswer,
  type PullAnswer,
  pullAnswer,
} from '#shared/sync/messages.ts';
import type { Connection } from './connection.ts';
import { ask, meaningOf, RoundEnded } from './failure.ts';
import { goOnAsNewDevice } from './newDevice.ts';
import { readPages } from './pages.ts';
import type { SyncPorts } from './ports.ts';

export interface Pulled {
  readonly pulled: number;
  readonly caseIds: readonly string[];
  /** Kinds of feed that moved. */
  readonly kinds: ReadonlySet<FeedItem['kind']>;
  /** A new epoch, or something mended: begin the round again. */
  readonly again: boolean;
}

export interface PullWatch {
  readonly signal: AbortSignal | undefined;
  readonly progress: (done: number, total: number) => void;
}

/** Feeds asked for in one request. */
const feedsAtOnce = 500;

export async function pullAll(ports: SyncPorts, connection: Connection, watch: PullWatch): Promise<Pulled> {
  const options = watch.signal === undefined ? {} : { signal: watch.signal };
  const listed = await listFeeds(ports, connection, options);
  if (listed === null) return { pulled: 0, caseIds: [], kinds: new Set(), again: true };
  const result = { pulled: 0, caseIds: new Set<string>(), kinds: new Set<FeedItem['kind']>() };
  const done = (again: boolean): Pulled => ({ ...result, caseIds: [...result.caseIds], again });
  if (beginEpoch(ports, listed.epoch)) return done(true);
  dropWithdrawn(ports, listed.feeds);
  await dropUnlisted(ports, connection, listed.feeds, options);

  const total = listed.feeds.reduce((sum, feed) => sum + feed.head, 0);
  let ahead: Asked | null = null;
  for (;;) {
    watch.signal?.throwIfAborted();
    const asked: Asked | null =
      ahead ?? askPages(connection, cursorsBehind(listed.feeds, held(ports)), options);
    ahead = null;
    if (asked === null) return done(false);
    watch.progress(result.pulled, Math.max(total, result.pulled));
    const answer = await ask(() => asked.answer);
    if (beginEpoch(ports, answer.epoch)) return done(true);
    const pages = readPages(ports.database, listed.feeds, answer);
    if (pages === null || pages.length === 0) throw refused('pages_do_not_fit');
    // the next pages are fetched while these are stored
    ahead = askPages(connection, cursorsBehind(listed.feeds, heldWith(ports, answer)), options);
    await ahead?.onItsWay;
    const broken = takePages(ports, pages, result);
    if (broken !== null) {
      await mend(ports, connection, broken.feedId, broken.fault);
      return done(true);
    }
  }
}

interface Asked {
  readonly answer: Promise<PullAnswer>;
  /** Resolves when the request has left, or never will. */
  readonly onItsWay: Promise<void>;
}

/** Null where nothing is left to ask for. */
function askPages(
  connection: Connection,
  cursors: readonly Cursor[],
  options: { readonly signal?: AbortSignal },
): Asked | null {
  if (cursors.length === 0) return null;
  const left = Promise.withResolvers<void>();
  const answer = connection
    .call(
      (client) => client.pull({ cursors: cursors.slice(0, feedsAtOnce) }, options),
      connection.deviceId,
      left.resolve,
    )
    .then((given) => pullAnswer.parse(given));
  // its failure is met where the answer is awaited
  const ended = answer.then(
    () => undefined,
    () => undefined,
  );
  // one turn more, for the request to be written to its socket
  return { answer, onItsWay: Promise.race([left.promise, ended]).then(() => turn()) };
}

/**
 * Null where a withdrawn device has learnt that the server was restored from a copy: what the server
 * lacks of its steps goes into quarantine once more.
 */
async function listFeeds(
  ports: SyncPorts,
  connection: Connection,
  options: { readonly signal?: AbortSignal },
): Promise<FeedsAnswer | null> {
  try {
    return feedsAnswer.parse(await connection.call((client) => client.feeds({}, options)));
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning.revoked?.as === 'withdrawn' && beginEpoch(ports, meaning.revoked.epoch)) return null;
    throw new RoundEnded(meaning);
  }
}

interface Taken {
  pulled: number;
  readonly caseIds: Set<string>;
  readonly kinds: Set<FeedItem['kind']>;
}

/**
 * Stores the pages of one answer, in one transaction: an answer can hold hundreds of short pages, and
 * flushing the disk for each would cost more than all the rest. Stops at a page that does not hold, and
 * keeps those before it.
 */
function takePages(
  ports: SyncPorts,
  pages: readonly PulledPage[],
  result: Taken,
): { readonly feedId: string; readonly fault: PullFaultCode } | null {
  return ports.database.transaction(() => {
    for (const page of pages) {
      const applied = applyPulledPage(ports.database, page);
      if (!applied.ok) return { feedId: page.feedId, fault: applied.error.code };
      result.pulled += applied.value.added;
      result.kinds.add(page.kind);
      for (const caseId of applied.value.caseIds) result.caseIds.add(caseId);
    }
    return null;
  });
}

/** A page that does not hold: this device was restored from a copy, or what it holds of the feed is damaged. */
async function mend(
  ports: SyncPorts,
  connection: Connection,
  feedId: string,
  fault: PullFaultCode,
): Promise<void> {
  if (fault === 'own_fork') await goOnAsNewDevice(ports, connection);
  else refetchFeed(ports.database, feedId);
}

interface Cursor {
  readonly feed: string;
  readonly after: number;
}

/** How far this device holds each feed. */
function held(ports: SyncPorts): Map<string, number> {
  return new Map(feedCursors(ports.database).map((feed) => [feed.feedId, feed.pos]));
}

/** How far it will, once this answer is stored. */
function heldWith(ports: SyncPorts, answer: PullAnswer): Map<string, number> {
  const positions = held(ports);
  for (const page of answer.pages) {
    positions.set(page.feed, Math.max(page.to, positions.get(page.feed) ?? 0));
  }
  return positions;
}

function cursorsBehind(feeds: readonly FeedItem[], positions: ReadonlyMap<string, number>): Cursor[] {
  const behind = feeds
    .map((feed) => ({
      feed: feed.feed,
      kind: feed.kind,
      after: positions.get(feed.feed) ?? 0,
      head: feed.head,
    }))
    .filter((cursor) => cursor.after < cursor.head);
  // the directory first: its aliases say whom the ids in the other feeds mean
  const first = behind.filter((cursor) => cursor.kind === 'directory');
  return (first.length > 0 ? first : behind).map(({ feed, after }) => ({ feed, after }));
}

/** True where the server has begun a new epoch: cursors are back at 0, own steps count as unsent. */
function beginEpoch(ports: SyncPorts, epoch: string): boolean {
  return resetEpoch(ports.database, epoch) > 0;
}

/**
 * A feed with positions that is not listed any more was withdrawn. One that never had a position
 * is of our own making and waits in quarantine: it stays. Unsent steps keep their feed.
 */
function dropWithdrawn(ports: SyncPorts, feeds: readonly FeedItem[]): void {
  const listed = new Set(feeds.map((feed) => feed.feed));
  for (const { feedId, pos } of feedCursors(ports.database)) {
    if (pos > 0 && !listed.has(feedId)) deleteFeed(ports.database, feedId);
  }
}

/**
 * After a new epoch a feed that was held and is not listed may be one that the restored server does not
 * know yet, because whoever opened it has not sent it again: this copy of it stays. Where the server
 * knows it, and this person may not read it, it goes.
 */
async function dropUnlisted(
  ports: SyncPorts,
  connection: Connection,
  feeds: readonly FeedItem[],
  options: { readonly signal?: AbortSignal },
): Promise<void> {
  const listed = new Set(feeds.map((feed) => feed.feed));
  const held = feedsOfFormerEpoch(ports.database).filter((feedId) => !listed.has(feedId));
  if (held.length === 0) return;
  const answer = await ask(async () =>
    feedsAnswer.parse(
      await connection.call((client) => client.feeds({ held: held.slice(0, 5000) }, options)),
    ),
  );
  for (const feedId of answer.withdrawn ?? []) {
    if (held.includes(feedId)) deleteFeed(ports.database, feedId);
  }
}

function refused(reason: string): RoundEnded {
  return new RoundEnded({ failure: failed('server_refused', { reason }).error, passing: false });
}
