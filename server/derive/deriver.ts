/**
 * Works off the queue of summaries in the background: at once after a push of this process, and
 * every half second for what another process left. Errors are logged and tried again.
 */
import type { ServerContext } from '../context.ts';
import { deriveSome } from './summaries.ts';

const lookEveryMs = 500;

export class Deriver {
  readonly #context: () => ServerContext;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #queued = false;
  #closed = false;

  constructor(context: () => ServerContext) {
    this.#context = context;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), lookEveryMs);
    this.wake();
  }

  wake(): void {
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
    const { database } = this.#context();
    for (;;) {
      await this.#working;
      await this.#workOff();
      // a job that another process holds is taken by nobody else: wait for its row to be free
      const left = await database.selectFrom('summary_job').select('feed_id').limit(1).executeTakeFirst();
      if (left === undefined) return;
      await database
        .transaction()
        .execute((tx) =>
          tx
            .selectFrom('summary_job')
            .select('feed_id')
            .where('feed_id', '=', left.feed_id)
            .forUpdate()
            .execute(),
        );
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#working;
  }
}
