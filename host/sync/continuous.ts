/**
 * Sync by itself: a round whenever the server says that a feed moved (docs/sync-protocol.md §10)
 * or something was recorded here, and after a bad link again and again, ever more seldom.
 * Whether there is a connection the server's answer tells, never the operating system.
 */
import { feedCursors } from '#db/steps/feeds.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import type { Result } from '#shared/contract/failure.ts';
import { pokeEvent } from '#shared/sync/messages.ts';
import { Bell } from './bell.ts';
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
  /** One round that begins now. Never throws for what the network does. */
  readonly #round: () => Promise<Result<unknown>>;
  readonly #ended = new AbortController();
  /** Rings when there is reason for a round, whatever became of the last one. */
  readonly #wanted = new Bell();
  /** Rings when a round has found the server again: then the stream is opened again. */
  readonly #reached = new Bell();
  /** Rounds that failed in a row. */
  #failures = 0;
  #running: Promise<unknown> | null = null;
  #nudge: NodeJS.Timeout | null = null;

  constructor(ports: SyncPorts, round: () => Promise<Result<unknown>>) {
    this.#ports = ports;
    this.#round = round;
  }

  /** Begins; does nothing for a profile that is not enrolled, or when it has begun. */
  start(): void {
    if (this.#running !== null || Connection.open(this.#ports) === null) return;
    this.#running = Promise.all([this.#rounds(), this.#stream()]);
  }

  /** Something was recorded here: it is sent soon. */
  nudge(): void {
    if (this.#running === null || this.#nudge !== null) return;
    this.#nudge = setTimeout(() => {
      this.#nudge = null;
      this.#wanted.ring();
    }, gatherMs);
  }

  async stop(): Promise<void> {
    if (this.#nudge !== null) clearTimeout(this.#nudge);
    this.#ended.abort();
    await this.#running;
  }

  /** A round whenever there is reason for one; after a failed one again and again by itself. */
  async #rounds(): Promise<void> {
    const { signal } = this.#ended;
    for (;;) {
      await this.#wanted.wait(this.#failures === 0 ? null : this.#pause(this.#failures), signal);
      if (signal.aborted) return;
      const before = this.#standing();
      const round = await this.#round();
      // the profile may have been locked meanwhile
      if (signal.aborted) return;
      const failedBefore = this.#failures > 0;
      // a link on which something moves is worth trying again soon
      this.#failures = round.ok ? 0 : this.#standing() === before ? this.#failures + 1 : 1;
      if (round.ok && failedBefore) this.#reached.ring();
    }
  }

  /** The stream of pokes, opened again and again; while rounds fail they alone look for the server. */
  async #stream(): Promise<void> {
    const { signal } = this.#ended;
    for (let broken = 0; ; ) {
      const heard = await this.#listen();
      if (signal.aborted) return;
      broken = heard ? 0 : broken + 1;
      // a round tells whether the server is there at all
      if (this.#failures === 0) this.#wanted.ring();
      await this.#reached.wait(this.#failures > 0 ? null : this.#pause(broken), signal);
      if (signal.aborted) return;
    }
  }

  /** Until the stream breaks off. True when it was open at all. */
  async #listen(): Promise<boolean> {
    const { signal } = this.#ended;
    let heard = false;
    try {
      const connection = Connection.open(this.#ports);
      if (connection === null) return false;
      for await (const event of await connection.client().poke({}, { signal })) {
        const poke = pokeEvent.parse(event);
        // the first event says that from here on nothing is missed: a round fetches what was before
        if (!heard || ('feed' in poke && this.#isBehind(poke.feed, poke.head))) this.#wanted.ring();
        heard = true;
      }
    } catch {
      // no stream: the round that follows tells what is the matter
    }
    return heard;
  }

  #pause(failures: number): number {
    return backoff(failures, this.#ports.random());
  }

  /** Changes with everything that a round gets confirmed or fetches. */
  #standing(): string {
    const { database } = this.#ports;
    const held = feedCursors(database).reduce((sum, feed) => sum + feed.pos, 0);
    return `${countUnsent(database)} ${held}`;
  }

  #isBehind(feedId: string, head: number): boolean {
    const own = feedCursors(this.#ports.database).find((feed) => feed.feedId === feedId);
    return (own?.pos ?? 0) < head;
  }
}
