import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodAround, periodPresets, shiftPeriod } from '#renderer/app/reports/period.ts';
import { addDays } from '#shared/domain/day.ts';

const days = fc.integer({ min: 0, max: 60_000 }).map((offset) => addDays('1960-01-01', offset));

describe('the period of a report', () => {
  it('is the whole half-year of the day', () => {
    expect(periodAround('halfYear', '2026-01-14')).toEqual({ from: '2026-01-01', to: '2026-06-30' });
    expect(periodAround('halfYear', '2026-12-31')).toEqual({ from: '2026-07-01', to: '2026-12-31' });
  });

  it('ends on the last day of February, also in a leap year', () => {
    expect(periodAround('month', '2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(periodAround('month', '2025-02-10').to).toBe('2025-02-28');
  });

  it('goes over the new year to the quarter before', () => {
    const quarter = periodAround('quarter', '2026-02-01');
    expect(shiftPeriod('quarter', quarter, -1)).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  });

  it('contains its day, and the next one begins the day after its end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periodPresets), days, (preset, day) => {
        const period = periodAround(preset, day);
        expect(period.from <= day && day <= period.to).toBe(true);
        expect(shiftPeriod(preset, period, 1).from).toBe(addDays(period.to, 1));
        expect(shiftPeriod(preset, shiftPeriod(preset, period, 1), -1)).toEqual(period);
      }),
    );
  });
});
