/**
 * The calendar of the demonstration: when each family's child comes home. Invented and the same
 * on every run. Brothers and sisters come home on one day.
 */
import { addDays, type Day } from '#shared/domain/day.ts';

export const demoStart: Day = '2025-11-01';
/** So late that twelve months at home can be told of every child. */
export const demoEnd: Day = '2027-03-31';

const firstReturn: Day = '2025-12-05';

/** The day of return of the n-th family (from 0): a family a day, Sundays moved to Monday. */
export function returnDayOf(family: number): Day {
  const day = addDays(firstReturn, family);
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? addDays(day, 1) : day;
}

/** Every fifth family is visited by the schedule for high risk. */
export function riskOf(family: number): 'normal' | 'high' {
  return family % 5 === 4 ? 'high' : 'normal';
}

/** A small repeatable number from 0 to `below` − 1 for a child and an occasion. */
export function chance(child: number, occasion: number, below: number): number {
  let mixed = Math.imul(child + 1, 0x9e3779b1) ^ Math.imul(occasion + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 12)) >>> 0) % below;
}
