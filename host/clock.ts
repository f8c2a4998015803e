/** The clock that the app runs by: the machine's own, or one that says a given day at the present time of day. */
import { dayOfInstant, startOfDay } from '#shared/country/kz/zone.ts';
import { type Day, daySchema } from '#shared/domain/day.ts';

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

/**
 * The day that `UIGE_TODAY` sets, for practice and tests; null when it is not set.
 * @throws ZodError when it is set to something that is no day
 */
export function todayOf(env: Readonly<Record<string, string | undefined>>): Day | null {
  return env.UIGE_TODAY ? daySchema.parse(env.UIGE_TODAY) : null;
}
