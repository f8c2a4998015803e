/**
 * How long a device may be read without contact with its server (house rule: 45 days, warned for the last
 * 15). Whoever was let out of a case, or has lost the laptop, is not let out of a device that never asks.
 */
import { addDays, type Day, daysBetween } from './day.ts';

/** Where the server has said nothing else. */
export const usualReadingDays = 45;
export const fewestReadingDays = 7;
export const mostReadingDays = 365;
const warnedDays = 15;

export interface Reading {
  /** The first day on which nothing is shown any more. */
  readonly endsOn: Day;
  readonly state: 'open' | 'ending' | 'ended';
}

/**
 * @param contact the day of the last contact, by the server's clock
 * @param days for how many days reading goes on
 */
export function readingOn(today: Day, contact: Day, days: number): Reading {
  const endsOn = addDays(contact, days);
  const left = daysBetween(today, endsOn);
  return { endsOn, state: left <= 0 ? 'ended' : left <= warnedDays ? 'ending' : 'open' };
}
