/**
 * How much gets through in one request: a quarter after one that broke off, the double after one that came
 * through. Kept between rounds, so that a bad link is not found out anew in each, a minute a time.
 */

/** A request of the smallest size is tried so often in one go before there is no link. */
const triesOfSmallest = 3;
/** Well below what an answer may take: two that share the line take twice as long. */
const quickMs = 5_000;

export class Gauge {
  readonly #least: number;
  readonly #most: number;
  #bytes: number;
  #quick = false;
  /** Of the smallest size, in a row. */
  #brokenOff = 0;

  constructor(least: number, most: number) {
    this.#least = least;
    this.#most = most;
    this.#bytes = most;
  }

  /** For the next request. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The last one of full size came through in little time: the line carries another request beside it. */
  get quick(): boolean {
    return this.#quick;
  }

  /** This size is right: it is tried on. */
  hold(): void {
    this.#brokenOff = 0;
  }

  /**
   * @param tookMs from the request to its answer, where that says something of the line; below nothing where the
   * clock was set back meanwhile
   * @param full whether it carried about as much as it might
   */
  cameThrough(tookMs: number | null = null, full = false): void {
    this.hold();
    if (tookMs !== null && (tookMs < 0 || tookMs >= quickMs)) this.#quick = false;
    else if (tookMs !== null && full) this.#quick = this.#bytes === this.#most;
    this.#bytes = Math.min(this.#most, this.#bytes * 2);
  }

  /**
   * A request broke off that carried so many bytes. True where a smaller one, or the same once more, may get
   * through now; false where there is no link for the moment. What cannot be divided is not tried for ever.
   * @param carried null for a request that is never larger or smaller, and says nothing of sizes
   * @param silent nothing came for the whole time: the smallest request is then not tried again at once
   */
  brokeOff(carried: number | null, silent: boolean): boolean {
    this.#quick = false;
    const size = Math.min(this.#bytes, carried ?? 0);
    if (carried !== null) this.#bytes = Math.max(this.#least, Math.floor(size / 4));
    if (size > this.#least) return true;
    this.#brokenOff += 1;
    if (!silent && this.#brokenOff < triesOfSmallest) return true;
    this.#brokenOff = 0;
    return false;
  }
}
