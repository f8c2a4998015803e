/** Tells whoever listens that something may be shown anew. It says which topic, never what changed. */
import { EventPublisher } from '@orpc/server';

export type Topic = 'profile' | 'cases' | 'institution' | 'sync';

export class Changes {
  readonly #publisher = new EventPublisher<{ change: { topic: Topic } }>();

  publish(...topics: readonly Topic[]): void {
    for (const topic of topics) this.#publisher.publish('change', { topic });
  }

  /** Topics from now on, until the signal or the reader ends it. */
  listen(signal: AbortSignal | undefined): AsyncGenerator<{ topic: Topic }, void, void> {
    return this.#publisher.subscribe('change', signal === undefined ? {} : { signal });
  }
}
