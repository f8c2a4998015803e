/** The periods reports are asked for: whole months, quarters, half-years and years of the calendar. Pure. */
import { addDays, addMonths, type Day } from '#shared/domain/day.ts';

export const periodPresets = ['month', 'quarter', 'halfYear', 'year'] as const;
export type PeriodPreset = (typeof periodPresets)[number];

export interface Period {
  readonly from: Day;
  /** The last day, included. */
  readonly to: Day;
}

const monthsIn: Readonly<Record<PeriodPreset, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** The period of the calendar that contains the day. */
export function periodAround(preset: PeriodPreset, day: Day): Period {
  const months = monthsIn[preset];
  const month = Number(day.slice(5, 7)) - 1;
  const firstMonth = month - (month % months) + 1;
  const from = `${day.slice(0, 4)}-${String(firstMonth).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, months), -1) };
}

/** The period of the same length `by` periods later; negative goes back. */
export function shiftPeriod(preset: PeriodPreset, period: Period, by: number): Period {
  return periodAround(preset, addMonths(period.from, by * monthsIn[preset]));
}
