/**
 * Refusals of those whom nobody knows (no token of a device, no code, no password) would fill the disk with
 * lines of the audit, one for each request. The first of an address in a minute are told one by one, and so
 * are the first of all addresses; of the others only how many there were. What known devices and people do
 * never passes here.
 */
import { networkOf } from '../http/addresses.ts';

/** In one minute, by one process (house rule). */
export const toldOfAddress = 10;
export const toldOfAll = 30;
const minuteMs = 60_000;

/** What was refused in a minute and is not told one by one. */
export interface Untold {
  readonly more: number;
  /** What was asked for. */
  readonly asked: readonly string[];
}

export class Strangers {
  /** When the minute began, milliseconds since 1970; null where nobody was refused since the last one. */
  #began: number | null = null;
  #all = 0;
  readonly #told = new Map<string, number>();
  #more = 0;
  readonly #asked = new Set<string>();

  /** Whether this refusal is told by itself; another minute must have been ended before. */
  isTold(address: string, action: string, now: Date): boolean {
    this.#began ??= now.getTime();
    const network = networkOf(address);
    const told = this.#told.get(network) ?? 0;
    if (this.#all < toldOfAll && told < toldOfAddress) {
      this.#all += 1;
      this.#told.set(network, told + 1);
      return true;
    }
    this.#more += 1;
    this.#asked.add(action);
    return false;
  }

  /** Ends the minute if it is over, or `early`; what of it is untold, or null. */
  end(now: Date, early = false): Untold | null {
    const age = this.#began === null ? 0 : now.getTime() - this.#began;
    // a clock that was set back ends it too
    if (this.#began === null || (!early && age >= 0 && age < minuteMs)) return null;
    const untold = this.#more === 0 ? null : { more: this.#more, asked: [...this.#asked].toSorted() };
    this.#began = null;
    this.#all = 0;
    this.#told.clear();
    this.#more = 0;
    this.#asked.clear();
    return untold;
  }
}
