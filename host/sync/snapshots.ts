/**
 * Large feeds of which this device has little or nothing, fetched whole (docs/sync-protocol.md §16): piece by
 * piece, going on where a cut line left it, and then taken in page by page by the code of every pull.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Reader, Writer } from '#db/open/handles.ts';
import {
  dropSnapshot,
  keepPiece,
  readSnapshot,
  receivedOf,
  type SnapshotKey,
  snapshotsUnderWay,
} from '#db/snapshots/snapshots.ts';
import { findFeed } from '#db/steps/feeds.ts';
import { fromBase64, toBase64 } from '#shared/sync/base64.ts';
import { fromUtf8 } from '#shared/sync/bytes.ts';
import { messagesIn } from '#shared/sync/framing.ts';
import { type FeedItem, type SnapshotPages, snapshotAnswer, snapshotPages } from '#shared/sync/messages.ts';
import type { Connection } from './connection.ts';
import { ask, askOverLink } from './failure.ts';
import { readPages } from './pages.ts';
import type { SyncPorts } from './ports.ts';
import { type BrokenPage, type Taken, takePages } from './takePages.ts';

/** Of one message, unpacked: more than any of ours. */
const maxUnpackedBytes = 16 * 1024 * 1024;

/** A feed that is listed with a snapshot. */
interface Listed {
  readonly feed: FeedItem;
  readonly key: SnapshotKey;
  readonly size: number;
  readonly head: number;
}

/** Feeds that are pulled together. */
export interface Course {
  readonly epoch: string;
  readonly feeds: readonly FeedItem[];
  readonly signal: AbortSignal | undefined;
  /** Told of each piece and page: how many steps have arrived and are not stored yet. */
  readonly moved: (arrived?: number) => void;
}

/** Those feeds of which this device has not even half of what is packed. */
export function snapshotsWanted({ database, link }: SyncPorts, feeds: readonly FeedItem[]): Listed[] {
  return feeds.flatMap((feed): Listed[] => {
    const { snapshot } = feed;
    if (snapshot === undefined || positionIn(database, feed.feed) * 2 > snapshot.head) return [];
    const sha256 = fromBase64(snapshot.sha256);
    if (link.passesOver(sha256)) return [];
    const { head, size } = snapshot;
    return [{ feed, key: { feedId: feed.feed, sha256 }, size, head }];
  });
}

function positionIn(database: Reader, feedId: string): number {
  return findFeed(database, feedId)?.cursor_pos ?? 0;
}

/**
 * Takes in the snapshots that are wanted. What cannot be had so is left to the pull. Answers the page that
 * did not hold, as takePages does.
 */
export async function takeSnapshots(
  ports: SyncPorts,
  connection: Connection,
  course: Course,
  result: Taken,
): Promise<BrokenPage | null> {
  const { database, link } = ports;
  const wanted = snapshotsWanted(ports, course.feeds);
  dropOvertaken(ports, course.feeds, wanted);
  for (const one of wanted) {
    const packed = await fetchWhole(ports, connection, one, course);
    if (packed === null) continue;
    const broken = await takeIn(database, one, packed, course, result);
    dropSnapshot(database, one.key.feedId);
    if (broken === null) continue;
    link.passOver(one.key.sha256);
    if (broken !== 'unreadable') return broken;
  }
  return null;
}

/** Drops what is under way of feeds that were pulled meanwhile, or came in a file (§15), or have no snapshot any more. */
export function dropOvertaken(
  ports: SyncPorts,
  feeds: readonly FeedItem[],
  wanted: readonly Listed[] = snapshotsWanted(ports, feeds),
): void {
  const { database } = ports;
  const underWay = new Set(snapshotsUnderWay(database));
  const kept = new Set(wanted.map(({ key }) => key.feedId));
  for (const { feed } of feeds) if (underWay.has(feed) && !kept.has(feed)) dropSnapshot(database, feed);
}

/** All bytes of it; null where the server has it no more, or what came is not what was listed. */
async function fetchWhole(
  ports: SyncPorts,
  connection: Connection,
  { key, size, head }: Listed,
  { signal, moved }: Course,
): Promise<Uint8Array | null> {
  const { database, link } = ports;
  const options = signal === undefined ? {} : { signal };
  const name = { feed: key.feedId, sha256: toBase64(key.sha256) };
  const held = positionIn(database, key.feedId);
  for (let at = receivedOf(database, key); at < size; ) {
    signal?.throwIfAborted();
    const from = at;
    const { bytes } = await ask(() =>
      askOverLink(link.piece, async (most) =>
        snapshotAnswer.parse(
          await connection.call((client) => client.snapshot.get({ ...name, from, most }, options)),
        ),
      ),
    );
    link.piece.cameThrough();
    const piece = bytes === null ? null : fromBase64(bytes);
    if (piece === null || piece.length === 0 || at + piece.length > size) return refuse(ports, key);
    keepPiece(database, key, at, piece);
    at += piece.length;
    moved(Math.max(0, Math.floor((at / size) * head) - held));
  }
  return readSnapshot(database, key) ?? refuse(ports, key);
}

/** Not asked for again while the profile is open: the pull brings the same. */
function refuse({ database, link }: SyncPorts, { feedId, sha256 }: SnapshotKey): null {
  dropSnapshot(database, feedId);
  link.passOver(sha256);
  return null;
}

/** Page by page, each with the cursor; those that are behind it are passed over. */
async function takeIn(
  database: Writer,
  { feed }: Listed,
  packed: Uint8Array,
  { epoch, signal, moved }: Course,
  result: Taken,
): Promise<BrokenPage | 'unreadable' | null> {
  for (const message of messagesIn(packed)) {
    // whoever works at the laptop meanwhile has a turn between two pages
    await turn();
    signal?.throwIfAborted();
    const content = message === null ? null : unpacked(message);
    const pages = content === null ? null : readPages(database, [feed], { ...content, epoch });
    if (pages === null) return 'unreadable';
    const beyond = pages.filter((page) => (page.steps.at(-1)?.pos ?? 0) > positionIn(database, page.feedId));
    const broken = takePages(database, beyond, result);
    if (broken !== null) return broken;
    moved();
  }
  return null;
}

function unpacked(message: Uint8Array): SnapshotPages | null {
  try {
    const text = fromUtf8(gunzipSync(message, { maxOutputLength: maxUnpackedBytes }));
    return snapshotPages.parse(JSON.parse(text));
  } catch {
    // it came whole and is none of ours: the pull brings the steps
    return null;
  }
}
