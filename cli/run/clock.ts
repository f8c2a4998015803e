/** The clock a command runs by: the machine's own, or one that says a given day at the present time of day. */
import { dayOfInstant, startOfDay } from '#shared/country/kz/zone.ts';
import type { Day } from '#shared/domain/day.ts';

/**
 * @param today the day to say; null for the machine's own
 * @param now the machine's clock
 */
export function clockAt(today: Day | null, now: () => Date): () => Date {
  if (today === null) return now;
  return () => {
    const instant = now().getTime();
    return new Date(startOfDay(today) + (instant - startOfDay(dayOfInstant(instant))));
  };
}
