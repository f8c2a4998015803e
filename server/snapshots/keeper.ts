/**
 * Keeps the snapshots of large feeds (docs/sync-protocol.md §16), behind the requests that ask for them: a
 * feed that nobody reads needs none.
 */
import { faultLines } from '#shared/fault.ts';
import type { ReadableFeed } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { makeSnapshot } from './make.ts';
import type { Snapshot } from './read.ts';

/** A feed that short is pulled in a page or two. */
export const usualSnapshotsFrom = 2000;
/** It is made anew when the feed has grown to so many times what it holds. */
const growth = 1.5;

/** Whether one should be made. */
export function wantsSnapshot(
  { snapshotsFrom }: Pick<ServerContext, 'snapshotsFrom'>,
  feed: Pick<ReadableFeed, 'head'>,
  known: Pick<Snapshot, 'head'> | undefined,
): boolean {
  return feed.head >= snapshotsFrom && feed.head >= (known?.head ?? 0) * growth;
}

export class SnapshotKeeper {
  readonly #context: () => ServerContext;
  #working: Promise<void> = Promise.resolve();
  readonly #waiting = new Set<string>();
  /** Feeds that could not be packed: too large once, too large ever after. */
  readonly #given = new Set<string>();
  #closed = false;

  constructor(context: () => ServerContext) {
    this.#context = context;
  }

  /** Makes them when there is time, one after the other. */
  soon(feeds: readonly ReadableFeed[]): void {
    for (const feed of feeds) {
      if (this.#waiting.has(feed.feedId) || this.#given.has(feed.feedId)) continue;
      this.#waiting.add(feed.feedId);
      this.#working = this.#working.then(() => this.#make(feed));
    }
  }

  async #make(feed: ReadableFeed): Promise<void> {
    const { feedId } = feed;
    try {
      if (this.#closed) return;
      if (!(await makeSnapshot(this.#context(), feed))) this.#given.add(feedId);
    } catch (error) {
      this.#context().log.error({ fault: faultLines(error) }, 'a snapshot was not made');
    } finally {
      this.#waiting.delete(feedId);
    }
  }

  /** Resolves when none is being made. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
  }
}
