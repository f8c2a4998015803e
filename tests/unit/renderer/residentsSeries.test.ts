import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admissionsIn,
  countTicks,
  monthTicks,
  residentsSeries,
} from '#renderer/app/institution/residentsSeries.ts';

const figures = {
  baselineDay: '2025-11-01',
  baseline: 33,
  asOf: '2026-01-14',
  residentsOverTime: [
    { on: '2025-11-20', residents: 32, admitted: 0, left: 1 },
    { on: '2025-12-03', residents: 33, admitted: 1, left: 0 },
    { on: '2026-01-05', residents: 30, admitted: 0, left: 3 },
  ],
};

describe('the chart of residents over time', () => {
  it('runs from the baseline day to the as-of day', () => {
    const points = residentsSeries(figures);
    expect(points.map(({ on, residents }) => [on, residents])).toEqual([
      ['2025-11-01', 33],
      ['2025-11-20', 32],
      ['2025-12-03', 33],
      ['2026-01-05', 30],
      ['2026-01-14', 30],
    ]);
  });

  it('marks the day on which a child was admitted', () => {
    expect(admissionsIn(residentsSeries(figures)).map(({ on }) => on)).toEqual(['2025-12-03']);
  });

  it('does not show the baseline day twice where the series begins with it', () => {
    const series = residentsSeries({
      ...figures,
      residentsOverTime: [{ on: '2025-11-01', residents: 33, admitted: 0, left: 0 }],
    });
    expect(series.map(({ on }) => on)).toEqual(['2025-11-01', '2026-01-14']);
  });

  it('is empty while there is no day to count from', () => {
    expect(residentsSeries({ ...figures, baselineDay: null })).toEqual([]);
  });

  it('names at most eight months, however long the closure takes', () => {
    expect(monthTicks('2025-11-01', '2026-01-14')).toEqual(['2025-11-01', '2025-12-01', '2026-01-01']);
    expect(monthTicks('2020-03-15', '2026-01-14').length).toBeLessThanOrEqual(8);
  });

  it('counts from nought to at least the highest number, in few equal steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (highest) => {
        const ticks = countTicks(highest);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(1, highest));
        expect(ticks.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
