/** What a person has chosen to see: institution, period, as-of day, version; and the question it makes. Pure. */
import type { Day } from '#shared/domain/day.ts';
import type { ReportType } from '#shared/domain/report/shape.ts';
import { type Period, type PeriodPreset, periodAround } from './period.ts';

export interface ReportChoice {
  readonly institutionId: string;
  readonly preset: PeriodPreset | 'custom';
  readonly from: Day | null;
  readonly to: Day | null;
  readonly asOf: Day | null;
  /** The version that leaves the organisation. */
  readonly suppressed: boolean;
}

export interface ReportQuestion extends Period {
  readonly type: ReportType;
  readonly institution: string;
  readonly suppressed: boolean;
  readonly asOf?: Day;
}

/** The half-year of today, to be sent out: what the ministry asks for. */
export function firstChoice(institutionId: string, today: Day): ReportChoice {
  return {
    institutionId,
    preset: 'halfYear',
    ...periodAround('halfYear', today),
    asOf: null,
    suppressed: true,
  };
}

/** Null while the period is incomplete or begins after its end. */
export function questionOf(choice: ReportChoice): ReportQuestion | null {
  const { from, to, asOf } = choice;
  if (from === null || to === null || from > to) return null;
  return {
    type: 'closure',
    institution: choice.institutionId,
    from,
    to,
    suppressed: choice.suppressed,
    ...(asOf === null ? {} : { asOf }),
  };
}
