/**
 * Locks a profile that nobody works on: the window says when somebody does, and where it has said nothing
 * for the chosen minutes the host locks by itself, whatever has become of the window.
 */
const lookEveryMs = 2_000;

export interface IdleLockOptions {
  /** Milliseconds of the machine's clock. */
  readonly now: () => number;
  /** Read at every look: the person may choose anew. */
  readonly minutes: () => number;
  readonly lock: () => void;
}

export class IdleLock {
  readonly #options: IdleLockOptions;
  readonly #timer: NodeJS.Timeout;
  #seenAt: number;

  constructor(options: IdleLockOptions) {
    this.#options = options;
    this.#seenAt = options.now();
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  /** Somebody is at work. */
  seen(): void {
    this.#seenAt = this.#options.now();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { now, minutes, lock } = this.#options;
    // a clock that was set back must not keep the profile open; one set forward locks early, which loses nothing
    if (now() < this.#seenAt) this.#seenAt = now();
    if (now() - this.#seenAt < minutes() * 60_000) return;
    this.stop();
    lock();
  }
}
