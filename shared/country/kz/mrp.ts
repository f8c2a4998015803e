/**
 * МРП / АЕК, the monthly calculation index in which the law counts benefits. It changes by
 * law, usually each January, so amounts are kept by period and asked for by day. A day
 * outside the known periods has no amount: the caller says so, and never guesses.
 */
import type { Day } from '../../domain/day.ts';

export interface MrpPeriod {
  readonly from: Day;
  /** Last day of the period, included. */
  readonly until: Day;
  readonly tenge: number;
  /** Where the amount was taken from, shown beside it. */
  readonly source: string;
}

/** Built-in configuration; an organisation may pass its own list to `mrpOn`. */
export const mrpPeriods: readonly MrpPeriod[] = [
  {
    from: '2025-01-01',
    until: '2025-12-31',
    tenge: 3932,
    source: 'Not confirmed: compare with the law on the budget for 2025 before use',
  },
  {
    from: '2026-01-01',
    until: '2026-12-31',
    tenge: 4325,
    source: 'Published amount for 2026, not yet compared with the law on the budget',
  },
];

/** The index on a day in whole tenge, or undefined where no period covers the day. */
export function mrpOn(day: Day, periods: readonly MrpPeriod[] = mrpPeriods): number | undefined {
  return periods.find((period) => period.from <= day && day <= period.until)?.tenge;
}
