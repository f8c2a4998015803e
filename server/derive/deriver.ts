/**
 * Works off the queue of summaries in the background: shortly after a push of this process, and
 * every half second for what another process left. Errors are logged and tried again.
 */
import type { ServerContext } from '../context.ts';
import { deriveSome } from './summaries.ts';

const lookEveryMs = 500;
/** A long push is many batches that touch the same cases: they are summarised behind them, not between them. */
const quietMs = 300;
/** The longest that a summary waits for the pushing to pause. */
const patienceMs = 800;

export class Deriver {
  readonly #context: () => ServerContext;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #queued = false;
  #closed = false;
  /** Pushes of this process since the last work, by the clock that never goes back; null for none. */
  #pushes: { readonly first: number; last: number } | null = null;
  #soon: NodeJS.Timeout | null = null;

  constructor(context: () => ServerContext) {
    this.#context = context;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#pushes === null) this.#wake();
    }, lookEveryMs);
    this.#wake();
  }

  /** Cases have moved: they are summarised when the pushing pauses, and in any case within the second. */
  soon(): void {
    const now = performance.now();
    if (this.#pushes === null) this.#pushes = { first: now, last: now };
    else this.#pushes.last = now;
    if (this.#soon === null) this.#waitForPause();
  }

  #waitForPause(): void {
    if (this.#pushes === null || this.#closed) return;
    const until = Math.min(this.#pushes.last + quietMs, this.#pushes.first + patienceMs);
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
        this.#context().log.error(
          { error: error instanceof Error ? error.message : 'unknown' },
          'deriving failed',
        );
      }
    });
  }

  async #workOff(): Promise<void> {
    while (!this.#closed && (await deriveSome(this.#context())) > 0);
  }

  /** Resolves when no case waits for its summary any more, in whatever process. Throws what deriving throws. */
  async drained(): Promise<void> {
    const { store } = this.#context();
    for (;;) {
      await this.#working;
      await this.#workOff();
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
