/**
 * The chart of residents over time as numbers: points of a step line from the baseline day to the
 * as-of day, the admissions to mark, and the ticks of its axes. Pure. Admissions are marked because
 * a line that only falls would hide them (house rule: progress nets out admissions).
 */

import { addMonths, type Day, daysBetween } from '#shared/domain/day.ts';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';

export interface ResidentsPoint {
  readonly on: Day;
  /** Milliseconds of the day's midnight UTC: the chart's axis is time. */
  readonly at: number;
  readonly residents: number;
  readonly admitted: number;
  readonly left: number;
}

type SeriesFigures = Pick<InstitutionFigures, 'residentsOverTime' | 'baselineDay' | 'baseline' | 'asOf'>;

/** Empty without a baseline day: then there is nothing to count from. */
export function residentsSeries(figures: SeriesFigures): ResidentsPoint[] {
  const { baselineDay, asOf } = figures;
  if (baselineDay === null || baselineDay > asOf) return [];
  const changes = figures.residentsOverTime.filter(({ on }) => on >= baselineDay && on <= asOf);
  const first = changes[0];
  const points =
    first === undefined || first.on > baselineDay
      ? [{ on: baselineDay, residents: figures.baseline, admitted: 0, left: 0 }, ...changes]
      : [...changes];
  const last = points.at(-1);
  if (last !== undefined && last.on < asOf) {
    points.push({ on: asOf, residents: last.residents, admitted: 0, left: 0 });
  }
  return points.map((point) => ({ ...point, at: timeOf(point.on) }));
}

/** Days on which children were admitted after the baseline day. */
export function admissionsIn(points: readonly ResidentsPoint[]): ResidentsPoint[] {
  return points.filter(({ admitted }) => admitted > 0);
}

/** First days of months between two days, thinned to at most `most`. */
export function monthTicks(from: Day, to: Day, most = 8): Day[] {
  const start = `${from.slice(0, 7)}-01`;
  const months = Math.ceil(daysBetween(start, to) / 28);
  const step = [1, 2, 3, 6, 12, 24].find((size) => months / size <= most) ?? 60;
  const ticks: Day[] = [];
  for (let month = 0; month <= months; month += step) {
    const tick = addMonths(start, month);
    if (tick >= from && tick <= to) ticks.push(tick);
  }
  return ticks;
}

/** Round numbers from 0 to a little above the highest, four or five of them. */
export function countTicks(highest: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((size) => highest / size <= 4) ?? 5000;
  const top = Math.max(1, Math.ceil(highest / step)) * step;
  return Array.from({ length: top / step + 1 }, (_, index) => index * step);
}

export function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function dayAt(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}
