/**
 * Watches the device's clock, which nobody else does far from a network: a battery that died sets it
 * years back, and every day that is recorded then is wrong. What was seen last is kept in the
 * database; a clock that stands more than a day before it, or far behind it in the future, is asked
 * about, and until the person has answered nothing is recorded.
 */
import { z } from 'zod';
import type { Writer } from '#db/open/handles.ts';
import { readProfile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';

const seenKey = 'clock.seen';
const instant = z.iso.datetime();

const hour = 3_600_000;
const day = 24 * hour;
/** A laptop that lay unused: as long as reading goes on without any contact (house rule, 45 days). */
const longestRest = 45 * day;

export class ClockWatch {
  readonly #database: Writer;
  #seen: number | null;

  constructor(database: Writer) {
    this.#database = database;
    // before it is seen for the first time there is the moment when the profile was made
    const kept = readSetting(database, seenKey, instant) ?? readProfile(database)?.madeAt ?? null;
    this.#seen = kept === null ? null : Date.parse(kept);
  }

  /**
   * What was seen last, where the clock has jumped away from it; null where it goes as it should.
   * @param now the device's clock with its known offset, milliseconds
   */
  jumpedFrom(now: number): number | null {
    if (this.#seen === null) return null;
    return now < this.#seen - day || now > this.#seen + longestRest ? this.#seen : null;
  }

  /** Remembers the time, at most every hour; a clock that has jumped is remembered by `confirm` alone. */
  notice(now: number): void {
    if (this.jumpedFrom(now) !== null) return;
    if (this.#seen === null || now > this.#seen + hour) this.confirm(now);
  }

  /** The person says that this is the time. */
  confirm(now: number): void {
    writeSetting(this.#database, seenKey, new Date(now).toISOString());
    this.#seen = now;
  }
}
