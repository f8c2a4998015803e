/** When an idle window locks, told from the signs of somebody at work. Pure: instants are passed in, milliseconds. */

/** A hand on the mouse gives hundreds of signs a second; the host is told so often. */
const tellEveryMs = 10_000;
/** The countdown shows in the last minute, or the last quarter of a shorter time. */
const warnSeconds = 60;

export class IdleClock {
  readonly #minutes: number;
  #toldAt: number;

  constructor(minutes: number, now: number) {
    this.#minutes = minutes;
    this.#toldAt = now;
  }

  /** Somebody did something; true where the host is to be told now. */
  act(now: number): boolean {
    if (now >= this.#toldAt && now - this.#toldAt < tellEveryMs) return false;
    this.#toldAt = now;
    return true;
  }

  /** Until it locks; null while that is far away. */
  secondsLeft(now: number): number | null {
    if (this.#minutes === Number.POSITIVE_INFINITY) return null;
    const left = Math.ceil((this.#toldAt + this.#minutes * 60_000 - now) / 1000);
    const warned = Math.min(warnSeconds, (this.#minutes * 60) / 4);
    return left > warned ? null : Math.max(0, left);
  }
}
