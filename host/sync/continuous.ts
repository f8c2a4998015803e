/**
 * Sync by itself: a round whenever the server says that a feed moved (docs/sync-protocol.md §10)
 * or something was recorded here, and after a bad link again and again, ever more seldom.
 * Whether there is a connection the server's answer tells, never the operating system.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { feedCursors } from '#db/steps/feeds.ts';
import type { Result } from '#shared/contract/failure.ts';
import { pokeEvent } from '#shared/sync/messages.ts';
import { Connection } from './connection.ts';
import type { SyncPorts } from './ports.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;
/** What is recorded in quick succession goes in one round. */
const gatherMs = 1_500;

/** How long to wait after so many failures in a row, milliseconds: doubling, with jitter of half either way. */
export function backoff(failures: number, random: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** failures) * (0.5 + random);
}

export class ContinuousSync {
  readonly #ports: SyncPorts;
  /** One round; calls during a round get that round. Never throws for what the network does. */
  readonly #round: () => Promise<Result<unknown>>;
  readonly #ended = new AbortController();
  #running: Promise<void> | null = null;
  #nudge: NodeJS.Timeout | null = null;

  constructor(ports: SyncPorts, round: () => Promise<Result<unknown>>) {
    this.#ports = ports;
    this.#round = round;
  }

  /** Begins; does nothing for a profile that is not enrolled, or when it has begun. */
  start(): void {
    if (this.#running !== null || Connection.open(this.#ports) === null) return;
    this.#running = this.#run();
  }

  /** Something was recorded here: it is sent soon. */
  nudge(): void {
    if (this.#running === null || this.#nudge !== null) return;
    this.#nudge = setTimeout(() => {
      this.#nudge = null;
      void this.#round();
    }, gatherMs);
  }

  async stop(): Promise<void> {
    if (this.#nudge !== null) clearTimeout(this.#nudge);
    this.#ended.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    let failures = 0;
    while (!signal.aborted) {
      const heard = await this.#listen();
      if (signal.aborted) return;
      // the stream ended: a round says whether the server is there at all
      const round = await this.#round();
      failures = heard && round.ok ? 0 : failures + 1;
      await wait(backoff(failures, this.#ports.random()), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Rounds as the server pokes, until the stream or a round breaks off. True when it was open at all. */
  async #listen(): Promise<boolean> {
    const { signal } = this.#ended;
    let heard = false;
    try {
      const connection = Connection.open(this.#ports);
      if (connection === null) return false;
      for await (const event of await connection.client().poke({}, { signal })) {
        const poke = pokeEvent.parse(event);
        const first = !heard;
        heard = true;
        if (!first && 'feed' in poke && !this.#isBehind(poke.feed, poke.head)) continue;
        if (!first && 'alive' in poke) continue;
        if (!(await this.#round()).ok) return heard;
      }
    } catch {
      // no stream: the round that follows tells what is the matter
    }
    return heard;
  }

  #isBehind(feedId: string, head: number): boolean {
    const own = feedCursors(this.#ports.database).find((feed) => feed.feedId === feedId);
    return (own?.pos ?? 0) < head;
  }
}
