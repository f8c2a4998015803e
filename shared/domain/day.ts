/**
 * Calendar days of the field, as 'YYYY-MM-DD' in the country's zone. A day has no
 * time and no zone of its own: whoever turns an instant into a day does it in the
 * country pack (shared/country/kz/zone.ts). Time is always passed in, never read here.
 */
import { z } from 'zod';

/** A calendar day, 'YYYY-MM-DD', between 1900-01-01 and 2199-12-31. */
export type Day = string;

/** Parses a day and refuses days that do not exist (2025-02-30). */
export const daySchema = z
  .string()
  .regex(/^(19|20|21)\d\d-\d\d-\d\d$/, 'day_format')
  .refine(isDay, 'day_not_in_calendar');

/** By arithmetic, since every payload that is read asks it: a Date would cost ten times as much. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, date] = parts(text);
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function addDays(day: Day, days: number): Day {
  return new Date(utc(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Same day of the month `months` later, else that month's last day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = parts(day);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / 86_400_000);
}

/** Completed years of age on a day. */
export function ageOn(birthDate: Day, on: Day): number {
  const [birthYear, birthMonth, birthDay] = parts(birthDate);
  const [year, month, date] = parts(on);
  const hadBirthday = month > birthMonth || (month === birthMonth && date >= birthDay);
  return year - birthYear - (hadBirthday ? 0 : 1);
}

/** Completed months of age on a day: infants are told in months. */
export function monthsOn(birthDate: Day, on: Day): number {
  const [birthYear, birthMonth, birthDay] = parts(birthDate);
  const [year, month, date] = parts(on);
  return (year - birthYear) * 12 + (month - birthMonth) - (date < birthDay ? 1 : 0);
}

export function yearOf(day: Day): number {
  return parts(day)[0];
}

export function earlierDay(one: Day, other: Day): Day {
  return one < other ? one : other;
}

export function laterDay(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function parts(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
