/**
 * Pull everything this person may read (docs/sync-protocol.md §8), page by page; a page and its
 * cursor are stored together or not at all. Feeds whose grant was withdrawn are deleted.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Reader } from '#db/open/handles.ts';
import { refetchFeed } from '#db/steps/epoch.ts';
import { feedPositions } from '#db/steps/feeds.ts';
import type { PullFaultCode } from '#db/steps/pulled.ts';
import { failed } from '#shared/contract/failure.ts';
import { cursorsBehind, feedsAtOnce } from '#shared/sync/behind.ts';
import {
  type FeedItem,
  maxBatchPayloadBytes,
  maxBatchSteps,
  type PullAnswer,
  pullAnswer,
} from '#shared/sync/messages.ts';
import type { Connection } from './connection.ts';
import { ask, askOverLink, RoundEnded } from './failure.ts';
import { type AskFeeds, beginEpoch, dropUnlisted, dropWithdrawn, listFeeds } from './feeds.ts';
import type { Gauge } from './gauge.ts';
import { goOnAsNewDevice } from './newDevice.ts';
import { readPages } from './pages.ts';
import type { SyncPorts } from './ports.ts';
import { type Course, snapshotsWanted, takeSnapshots } from './snapshots.ts';
import { type BrokenPage, type Taken, takePages } from './takePages.ts';

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
  const askFeeds: AskFeeds = (request) =>
    askOverLink(ports.link.batch, () => connection.call((client) => client.feeds(request, options)), {
      fixed: true,
    });
  const listed = await listFeeds(database, askFeeds);
  if (listed === null) return { pulled: 0, caseIds: [], kinds: new Set(), again: true };
  const result: Taken = { pulled: 0, caseIds: new Set(), kinds: new Set() };
  const done = (again: boolean): Pulled => ({ ...result, caseIds: [...result.caseIds], again });
  if (beginEpoch(database, listed.epoch)) return done(true);
  dropWithdrawn(database, listed.feeds);
  await dropUnlisted(database, listed.feeds, askFeeds);

  const moved = progressOf(database, listed.feeds, watch);
  for (const feeds of inTurn(ports, listed.feeds)) {
    const course = { epoch: listed.epoch, feeds, signal: watch.signal, moved };
    const broken = await pullFeeds(ports, connection, course, result);
    if (broken === 'epoch') return done(true);
    if (broken !== null) {
      await mend(ports, connection, broken.feedId, broken.fault);
      return done(true);
    }
  }
  return done(false);
}

/**
 * The directory first: its aliases say whom the ids in the other feeds mean. Large feeds that come whole last:
 * over a slow line nobody waits for them who waits for a case.
 */
function inTurn(ports: SyncPorts, feeds: readonly FeedItem[]): readonly (readonly FeedItem[])[] {
  const directories = feeds.filter((feed) => feed.kind === 'directory');
  const whole = new Set(snapshotsWanted(ports, feeds).map(({ feed }) => feed));
  return [directories, feeds.filter((feed) => !whole.has(feed)), feeds];
}

/** Tells how many of the missing steps are here; what has arrived and is not stored yet counts as well. */
function progressOf(
  database: Reader,
  feeds: readonly FeedItem[],
  { progress }: PullWatch,
): (arrived?: number) => void {
  const total = missing(feeds, feedPositions(database));
  let furthest = 0;
  return (arrived = 0) => {
    furthest = Math.max(furthest, total - missing(feeds, feedPositions(database)) + arrived);
    if (total > 0) progress(Math.min(total, furthest), total);
  };
}

/** Up to what was listed. Answers the page that did not hold, or that a new epoch has begun. */
async function pullFeeds(
  ports: SyncPorts,
  connection: Connection,
  course: Course,
  result: Taken,
): Promise<BrokenPage | 'epoch' | null> {
  const { feeds, signal, moved } = course;
  const { database } = ports;
  const { batch } = ports.link;
  const options = signal === undefined ? {} : { signal };
  const askBehind = (positions: ReadonlyMap<string, number>): Asked | null =>
    missing(feeds, positions) === 0
      ? null
      : askPages(connection, batch, (most) => cursorsBehind(feeds, positions, most), options);
  const broken = await takeSnapshots(ports, connection, course, result);
  if (broken !== null) return broken;
  let ahead: Asked | null = null;
  for (;;) {
    signal?.throwIfAborted();
    const asked: Asked | null = ahead ?? askBehind(feedPositions(database));
    ahead = null;
    moved();
    if (asked === null) return null;
    const answer = await ask(() => asked.answer);
    batch.cameThrough();
    if (beginEpoch(database, answer.epoch)) return 'epoch';
    const pages = readPages(database, feeds, answer);
    if (pages === null || pages.length === 0) throw refused('pages_do_not_fit');
    // the next pages are fetched while these are stored
    ahead = askBehind(heldWith(database, answer));
    await ahead?.onItsWay;
    const faulty = takePages(database, pages, result);
    if (faulty !== null) return faulty;
  }
}

interface Asked {
  readonly answer: Promise<PullAnswer>;
  /** Resolves when the request has left, or never will. */
  readonly onItsWay: Promise<void>;
}

/** Of a step, beside its payload: an upper guess. */
const bytesBesidePayload = 256;

/** Pages as large as the line carries. */
function askPages(
  connection: Connection,
  gauge: Gauge,
  cursors: (most: number) => ReturnType<typeof cursorsBehind>,
  options: { readonly signal?: AbortSignal },
): Asked {
  const left = Promise.withResolvers<void>();
  const answer = askOverLink(gauge, async (maxBytes) => {
    const request = {
      cursors: cursors(Math.ceil((feedsAtOnce * maxBytes) / maxBatchPayloadBytes)),
      limit: Math.min(maxBatchSteps, Math.ceil(maxBytes / bytesBesidePayload)),
      maxBytes,
    };
    return pullAnswer.parse(
      await connection.call((client) => client.pull(request, options), connection.deviceId, left.resolve),
    );
  });
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

/** Steps that this device does not hold yet. */
function missing(feeds: readonly FeedItem[], positions: ReadonlyMap<string, number>): number {
  return feeds.reduce((sum, { feed, head }) => sum + Math.max(0, head - (positions.get(feed) ?? 0)), 0);
}

/** How far it will, once this answer is stored. */
function heldWith(database: Reader, answer: PullAnswer): Map<string, number> {
  const positions = feedPositions(database);
  for (const page of answer.pages) {
    positions.set(page.feed, Math.max(page.to, positions.get(page.feed) ?? 0));
  }
  return positions;
}

function refused(reason: string): RoundEnded {
  return new RoundEnded({ failure: failed('server_refused', { reason }).error, passing: false });
}
