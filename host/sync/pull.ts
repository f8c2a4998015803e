/**
 * Pull everything this person may read (docs/sync-protocol.md §8), page by page; a page and its
 * cursor are stored together or not at all. Feeds whose grant was withdrawn are deleted.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Reader } from '#db/open/handles.ts';
import { refetchFeed } from '#db/steps/epoch.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import type { PullFaultCode } from '#db/steps/pulled.ts';
import { failed } from '#shared/contract/failure.ts';
import { cursorsBehind } from '#shared/sync/behind.ts';
import { type FeedItem, type PullAnswer, pullAnswer } from '#shared/sync/messages.ts';
import type { Connection } from './connection.ts';
import { ask, RoundEnded } from './failure.ts';
import { type AskFeeds, beginEpoch, dropUnlisted, dropWithdrawn, listFeeds } from './feeds.ts';
import { goOnAsNewDevice } from './newDevice.ts';
import { readPages } from './pages.ts';
import type { SyncPorts } from './ports.ts';
import { type Taken, takePages } from './takePages.ts';

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

export async function pullAll(ports: SyncPorts, connection: Connection, watch: PullWatch): Promise<Pulled> {
  const options = watch.signal === undefined ? {} : { signal: watch.signal };
  const { database } = ports;
  const askFeeds: AskFeeds = (request) => connection.call((client) => client.feeds(request, options));
  const listed = await listFeeds(database, askFeeds);
  if (listed === null) return { pulled: 0, caseIds: [], kinds: new Set(), again: true };
  const result: Taken = { pulled: 0, caseIds: new Set(), kinds: new Set() };
  const done = (again: boolean): Pulled => ({ ...result, caseIds: [...result.caseIds], again });
  if (beginEpoch(database, listed.epoch)) return done(true);
  dropWithdrawn(database, listed.feeds);
  await dropUnlisted(database, listed.feeds, askFeeds);

  const total = listed.feeds.reduce((sum, feed) => sum + feed.head, 0);
  let ahead: Asked | null = null;
  for (;;) {
    watch.signal?.throwIfAborted();
    const asked: Asked | null =
      ahead ?? askPages(connection, cursorsBehind(listed.feeds, held(database)), options);
    ahead = null;
    if (asked === null) return done(false);
    watch.progress(result.pulled, Math.max(total, result.pulled));
    const answer = await ask(() => asked.answer);
    if (beginEpoch(database, answer.epoch)) return done(true);
    const pages = readPages(database, listed.feeds, answer);
    if (pages === null || pages.length === 0) throw refused('pages_do_not_fit');
    // the next pages are fetched while these are stored
    ahead = askPages(connection, cursorsBehind(listed.feeds, heldWith(database, answer)), options);
    await ahead?.onItsWay;
    const broken = takePages(database, pages, result);
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
  cursors: ReturnType<typeof cursorsBehind>,
  options: { readonly signal?: AbortSignal },
): Asked | null {
  if (cursors.length === 0) return null;
  const left = Promise.withResolvers<void>();
  const answer = connection
    .call((client) => client.pull({ cursors }, options), connection.deviceId, left.resolve)
    .then((given) => pullAnswer.parse(given));
  // its failure is met where the answer is awaited
  const ended = answer.then(
    () => undefined,
    () => undefined,
  );
  // one turn more, for the request to be written to its socket
  return { answer, onItsWay: Promise.race([left.promise, ended]).then(() => turn()) };
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

/** How far this device holds each feed. */
function held(database: Reader): Map<string, number> {
  return new Map(feedCursors(database).map((feed) => [feed.feedId, feed.pos]));
}

/** How far it will, once this answer is stored. */
function heldWith(database: Reader, answer: PullAnswer): Map<string, number> {
  const positions = held(database);
  for (const page of answer.pages) {
    positions.set(page.feed, Math.max(page.to, positions.get(page.feed) ?? 0));
  }
  return positions;
}

function refused(reason: string): RoundEnded {
  return new RoundEnded({ failure: failed('server_refused', { reason }).error, passing: false });
}
