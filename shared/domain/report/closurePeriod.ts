/**
 * The closure report of a period from figures by day, all at one position of the institution's
 * feed: which days it needs, and what a period that has not ended yet tells. The same for the
 * app and for the server's console, so that both tell the same.
 */
import { addDays, type Day, earlierDay, laterDay } from '../day.ts';
import type { InstitutionFigures } from '../indicators/shape.ts';
import { closureReport, monthEnds } from './closure.ts';
import type { ReportModel } from './shape.ts';

export interface ClosurePeriod {
  readonly institution: { readonly id: string; readonly name: string };
  readonly from: Day;
  readonly to: Day;
  /** What was known at the end of this day. */
  readonly asOf: Day;
  readonly suppressed: boolean;
  /** The figures for a day, from what was known. */
  readonly figuresOn: (day: Day) => InstitutionFigures;
}

export function closureOfPeriod(period: ClosurePeriod): ReportModel {
  const { institution, from, to, asOf, suppressed, figuresOn } = period;
  // a period that has not ended yet is told as far as it is known
  const until = earlierDay(to, asOf);
  const atEnd = figuresOn(until);
  // children who had left before the counting began are unknown: nothing is told of days before it
  const counted = earlierDay(atEnd.baselineDay ?? atEnd.residentsOverTime[0]?.on ?? until, until);
  const start = laterDay(earlierDay(addDays(from, -1), asOf), counted);
  const shown = monthEnds(from, laterDay(from, until)).filter((on) => on >= counted);
  return closureReport({
    institution,
    from,
    to,
    asOf,
    suppressed,
    atEnd,
    before: figuresOn(start),
    monthly: shown.map((on) => ({ on, residents: figuresOn(on).residents })),
  });
}
