import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, ageOn, daySchema, daysBetween, isDay, monthsOn } from '#shared/domain/day.ts';

const days = fc.integer({ min: 0, max: 80_000 }).map((offset) => addDays('1950-01-01', offset));

describe('a day in the field', () => {
  it('refuses days that the calendar does not have', () => {
    for (const text of ['2025-02-29', '2025-13-01', '25-01-01', '2025-1-1', '']) {
      expect(daySchema.safeParse(text).success).toBe(false);
    }
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('1900-02-29')).toBe(false);
    fc.assert(
      fc.property(days, (day) => {
        expect(isDay(day)).toBe(true);
      }),
    );
  });

  it('keeps the day of the month, or takes the last day of a shorter one', () => {
    expect(addMonths('2025-11-30', 3)).toBe('2026-02-28');
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2025-12-25', 12)).toBe('2026-12-25');
  });

  it('adds days and counts them back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('tells an age in years and in months', () => {
    expect(ageOn('2019-09-08', '2025-09-07')).toBe(5);
    expect(ageOn('2019-09-08', '2025-09-08')).toBe(6);
    expect(monthsOn('2025-04-12', '2026-01-14')).toBe(9);
  });
});
