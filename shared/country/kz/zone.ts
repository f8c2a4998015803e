/**
 * Kazakhstan's one zone, UTC+5 since 01.03.2024. Instants become calendar days here and
 * nowhere else; days themselves carry no zone. Earlier instants are read in the same zone:
 * what happened before was recorded as a day and needs no instant.
 */
import type { Day } from '../../domain/day.ts';

const offsetMs = 5 * 3_600_000;

/** The country's calendar day of an instant, given in milliseconds since 1970 or as ISO 8601. */
export function dayOfInstant(instant: number | string): Day {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  return new Date(time + offsetMs).toISOString().slice(0, 10);
}

/** First instant of a calendar day, in milliseconds since 1970. */
export function startOfDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) - offsetMs;
}
