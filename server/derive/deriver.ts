/**
 * Works off the queue of summaries in the background: shortly after a push of this process, and
 * every half second for what another process left. Errors are logged and tried again.
 */
import { faultLines } from '#shared/fault.ts';
import type { ServerContext } from '../context.ts';
import { deriveSome } from './summaries.ts';

const lookEveryMs = 500;
/** A long push is many batches that touch the same cases: they are summarised behind them, not between them. */
const quietMs = 300;
/** The longest that a summary waits for the pushing to pause: a case that moves in every batch is summarised once. */
const patienceMs = 3000;
/** While the pushing goes on, summarising takes at most one part in so many of the time. */
const share = 4;
/** However long the work before took: a change of rules summarises everything. */
const longestRestMs = 3000;

export class Deriver {
  readonly #context: () => ServerContext;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #queued = false;
  #closed = false;
  /** Pushes of this process since the last work, by the clock that never goes back; null for none. */
  #pushes: { readonly first: number; last: number } | null = null;
  #soon: NodeJS.Timeout | null = null;
  /** When the next work may begin although the pushing goes on. */
  #rested = 0;

  constructor(context: () => ServerContext) {
    this.#context = context;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#pushes === null) this.#wake();
    }, lookEveryMs);
    this.#wake();
  }

  /** Cases have moved: they are summarised when the pushing pauses, and at the latest within three seconds or so. */
  soon(): void {
    const now = performance.now();
    if (this.#pushes === null) this.#pushes = { first: now, last: now };
    else this.#pushes.last = now;
    if (this.#soon === null) this.#waitForPause();
  }

  #waitForPause(): void {
    if (this.#pushes === null || this.#closed) return;
    const until = Math.min(
      this.#pushes.last + quietMs,
      Math.max(this.#pushes.first + patienceMs, this.#rested),
    );
    const left = until - performance.now();
    if (left > 0) {
      this.#soon = setTimeout(() => this.#waitForPause(), left);
      return;
    }
    this.#soon = null;
    this.#pushes = null;
    this.#wake();
  }

  #wake(): void {
    if (this.#queued || this.#closed) return;
    this.#queued = true;
    this.#working = this.#working.then(async () => {
      this.#queued = false;
      try {
        await this.#workOff();
      } catch (error) {
        this.#context().log.error({ fault: faultLines(error) }, 'deriving failed');
      }
    });
  }

  /** What waits by now: what is pushed meanwhile is waited for anew. */
  async #workOff(): Promise<void> {
    const begun = performance.now();
    while (!this.#closed && (await deriveSome(this.#context())).more);
    const ended = performance.now();
    this.#rested = ended + Math.min((ended - begun) * (share - 1), longestRestMs);
  }

  /** Resolves when no case waits for its summary any more, in whatever process. Throws what deriving throws. */
  async drained(): Promise<void> {
    const { store } = this.#context();
    for (;;) {
      await this.#working;
      while ((await deriveSome(this.#context())).taken > 0);
      // a job that another process holds is taken by nobody else: wait for its row to be free
      const [left] = await store.select('summary_job', { columns: ['feed_id'], limit: 1 });
      if (left === undefined) return;
      await store.transaction((tx) =>
        tx.select('summary_job', {
          columns: ['feed_id'],
          where: { feed_id: left.feed_id },
          lock: 'wait',
        }),
      );
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#soon !== null) clearTimeout(this.#soon);
    await this.#working;
  }
}
