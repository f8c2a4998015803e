/**
 * Tells listeners that a feed moved (docs/sync-protocol.md §10). Pushes of this process are told
 * at once; those of other processes are found by looking, a few times a second and only while
 * somebody listens, at which feeds moved lately by the database's own clock. LISTEN/NOTIFY would
 * do the same on one PostgreSQL, but not on a distributed one.
 */
import type { Logger } from 'pino';
import { faultLines } from '#shared/fault.ts';
import { readersOf } from '../access/access.ts';
import { oneOf, type Store } from '../store/store.ts';

export interface Listener {
  readonly personId: string;
  readonly deviceId: string;
  /** Told when a newer stream of the same device took the place of this one. */
  readonly displaced: () => void;
  readonly moved: (feedId: string, head: number) => void;
}

/**
 * Streams of one device at one process. It needs one, and a second before it knows that a link broke; one
 * that opens thousands has the newest.
 */
const mostStreams = 4;

const lookEveryMs = 400;
/** Longer than a transaction may take from its last write to its commit. */
const lookBackSeconds = 10;

export class Mover {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #listeners = new Set<Listener>();
  /** Heads told lately, so that looking back tells nothing twice. */
  readonly #told = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  /** When the last look that came through began, by the clock that never goes back. */
  #lookedAt = performance.now();
  #looking: Promise<void> = Promise.resolve();

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  listen(listener: Listener): () => void {
    if (this.#listeners.size === 0) this.#lookedAt = performance.now();
    const own = [...this.#listeners].filter((one) => one.deviceId === listener.deviceId);
    const [oldest] = own;
    if (oldest !== undefined && own.length >= mostStreams) {
      this.#listeners.delete(oldest);
      oldest.displaced();
    }
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#look(), lookEveryMs).unref();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#rest();
    };
  }

  /** Feeds that this process moved, with their new heads. */
  tell(moved: ReadonlyMap<string, number>): void {
    if (this.#listeners.size === 0 || moved.size === 0) return;
    this.#looking = this.#looking.then(() => this.#tellReaders(moved)).catch((error) => this.#failed(error));
  }

  async close(): Promise<void> {
    this.#rest();
    await this.#looking;
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#told.clear();
  }

  #look(): void {
    this.#looking = this.#looking
      .then(async () => {
        if (this.#listeners.size === 0) return;
        const begun = performance.now();
        // a look that came late, or the database away for a while, must not leave a gap
        const unseen = (begun - this.#lookedAt) / 1000;
        const rows = await this.#store.feedsMovedWithin(lookBackSeconds + unseen);
        this.#lookedAt = begun;
        await this.#tellReaders(new Map(rows.map((row) => [row.feed_id, row.head])));
      })
      .catch((error) => this.#failed(error));
  }

  async #tellReaders(moved: ReadonlyMap<string, number>): Promise<void> {
    const news = [...moved].filter(([feedId, head]) => (this.#told.get(feedId) ?? -1) < head);
    if (news.length === 0) return;
    for (const [feedId, head] of news) this.#told.set(feedId, head);
    const ids = news.map(([feedId]) => feedId);
    const readers = await readersOf(this.#store, ids);
    const directories = await this.#store.select('feed', {
      columns: ['feed_id'],
      where: { feed_id: oneOf(ids), kind: 'directory' },
    });
    const everyones = new Set(directories.map((row) => row.feed_id));
    for (const listener of this.#listeners) {
      for (const [feedId, head] of news) {
        if (everyones.has(feedId) || readers.get(feedId)?.has(listener.personId)) {
          listener.moved(feedId, head);
        }
      }
    }
  }

  #failed(error: unknown): void {
    this.#log.warn({ fault: faultLines(error) }, 'looking for moved feeds failed');
  }
}
