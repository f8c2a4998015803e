/**
 * Terms that the law or a house rule sets, each with its source and how sure we are of it.
 * They are configuration: an organisation may keep its own list. A term marked `configurable`
 * has no confirmed source and must not be shown as the law's.
 */
import { addDays, addMonths, type Day } from '../../domain/day.ts';

export type DeadlineCode =
  | 'data_bank_registration'
  | 'hospital_stay'
  | 'professional_foster_report'
  | 'guardian_check'
  | 'living_conditions_survey'
  | 'guardianship_follow_up';

export interface Deadline {
  readonly code: DeadlineCode;
  readonly amount: number;
  readonly unit: 'working_day' | 'day' | 'month';
  readonly source: string;
  readonly standing: 'law' | 'published' | 'configurable';
}

export const deadlines: readonly Deadline[] = [
  {
    code: 'data_bank_registration',
    amount: 1,
    unit: 'working_day',
    source: 'Rules of the national data bank, order № 661 of 16.11.2016, amended 29.08.2025',
    standing: 'law',
  },
  {
    code: 'hospital_stay',
    amount: 3,
    unit: 'day',
    source: 'Rules of the national data bank, order № 661 of 16.11.2016, amended 29.08.2025',
    standing: 'law',
  },
  {
    code: 'professional_foster_report',
    amount: 6,
    unit: 'month',
    source: 'Report of the national agency on professional foster families',
    standing: 'published',
  },
  {
    code: 'guardian_check',
    amount: 12,
    unit: 'month',
    source: 'Announcement of January 2026: yearly check of guardians',
    standing: 'published',
  },
  {
    code: 'living_conditions_survey',
    amount: 3,
    unit: 'working_day',
    source: 'House rule; no confirmed term in law',
    standing: 'configurable',
  },
  {
    code: 'guardianship_follow_up',
    amount: 6,
    unit: 'month',
    source: 'House rule; no confirmed term in law',
    standing: 'configurable',
  },
];

/**
 * The last day on which the term is kept. Working days are Monday to Friday without the
 * holidays passed in: they move by decree each year, so none are built in.
 */
export function dueBy(deadline: Deadline, from: Day, holidays: ReadonlySet<Day> = new Set()): Day {
  if (deadline.unit === 'month') return addMonths(from, deadline.amount);
  if (deadline.unit === 'day') return addDays(from, deadline.amount);
  let day = from;
  for (let left = deadline.amount; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}

function isWorkingDay(day: Day, holidays: ReadonlySet<Day>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}
