/** A sleep that somebody else may end. A ring that nobody waits for is kept for whoever waits next. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Until it rings, the time is over or the signal comes. @param ms null for no end */
  async wait(ms: number | null, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const timer = ms === null ? null : setTimeout(resolve, ms);
      signal.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      if (timer !== null) clearTimeout(timer);
      this.#wake = null;
    }
    this.#rung = false;
  }
}
