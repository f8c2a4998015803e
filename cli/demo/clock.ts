/** The demonstration's own clock: it stands until it is moved, and never goes back. */
import { startOfDay } from '#shared/country/kz/zone.ts';
import type { Day } from '#shared/domain/day.ts';

const hour = 3_600_000;

export class DemoClock {
  #time: number;

  constructor(day: Day) {
    this.#time = morning(day);
  }

  readonly now = (): Date => new Date(this.#time);

  /** To nine in the morning of a day; a day that has begun already goes on. */
  moveTo(day: Day): void {
    this.#time = Math.max(this.#time, morning(day));
  }

  tick(milliseconds: number): void {
    this.#time += milliseconds;
  }
}

function morning(day: Day): number {
  return startOfDay(day) + 9 * hour;
}
