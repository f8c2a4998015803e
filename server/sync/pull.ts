/**
 * Pull (docs/sync-protocol.md §8): several feeds in one answer, bounded in steps and bytes. Heads
 * are read before the steps, so a page never shows more than its checksum covers.
 */
import type { z } from 'zod';
import { toBase64 } from '#shared/sync/base64.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import type { Page, pullRequest } from '#shared/sync/messages.ts';
import { type ReadableFeed, readableFeeds } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { sealedStepOf } from '../feeds/store.ts';
import type { StepTable } from '../store/tables.ts';
import { runsOf } from './runs.ts';

type Request = z.output<typeof pullRequest>;

export async function pull(context: ServerContext, personId: string, request: Request) {
  const asked = new Map(request.cursors.map((cursor) => [cursor.feed, cursor.after]));
  const feeds = await readableFeeds(context.store, personId, [...asked.keys()]);
  const behind = feeds.filter((feed) => feed.head > (asked.get(feed.feedId) ?? 0));
  const runs = behind.map((feed) => ({
    feedId: feed.feedId,
    after: asked.get(feed.feedId) ?? 0,
    upTo: feed.head,
  }));
  const rows = await context.store.readRuns(runs, { steps: request.limit, bytes: request.maxBytes });
  const byFeed = Map.groupBy(rows, (row) => row.feed_id);
  const pages = behind.flatMap((feed) => {
    const run = byFeed.get(feed.feedId);
    return run === undefined ? [] : [pageOf(feed, run)];
  });
  const whole = pages.filter((page) => page.checksum !== null).length === behind.length;
  return { pages, steps: encodeSteps(rows.map(sealedStepOf)), more: !whole };
}

export function pageOf(feed: ReadableFeed, run: readonly StepTable[]): Page {
  const to = run.at(-1)?.pos ?? 0;
  return {
    feed: feed.feedId,
    from: run[0]?.pos ?? 0,
    to,
    received: runsOf(run.map((row) => row.received_at.toISOString())),
    verdicts: run.flatMap(({ verdict, reason }, at) =>
      verdict === 'accepted' ? [] : [{ at, verdict, reason }],
    ),
    prev: run.flatMap((row, at): [number, string][] =>
      row.after_gap ? [[at, toBase64(row.prev_hash)]] : [],
    ),
    checksum: to === feed.head ? toBase64(feed.checksum) : null,
  };
}
