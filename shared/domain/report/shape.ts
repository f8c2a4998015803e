/**
 * The report for the ministry as data, before any file is written (reports/). No names, no ИИН,
 * no case codes: aggregates with their definitions, the as-of date, position and rule version.
 */
import type { Day } from '../day.ts';
import type { InstitutionFigures } from '../indicators/shape.ts';

export const reportTypes = ['closure'] as const;
export type ReportType = (typeof reportTypes)[number];
export const reportFormats = ['xlsx', 'pdf', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export type AmountUnit = 'tenge' | 'visits' | 'days';

/**
 * A figure; `suppressed` is shown as "<5", or "…" where hidden only to protect another. With a unit it
 * is a hidden amount, behind which fewer than five children stand: always "…".
 */
export type Cell =
  | { readonly value: number }
  | { readonly suppressed: 'small' | 'complementary'; readonly unit?: AmountUnit }
  /** Not a count of children: money, visits, days. */
  | { readonly amount: number; readonly unit: AmountUnit };

export interface ReportRow {
  /** Stable id; its label and definition are i18n `report.rows.<id>` and `definitions.<definition>`. */
  readonly id: string;
  /** Key of the label in i18n, with its values. */
  readonly label: string;
  readonly cell: Cell;
  /** For shares: "home of". */
  readonly of?: Cell;
}

export interface ReportSection {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly ReportRow[];
  /** Ids of the definitions printed with it. */
  readonly definitions: readonly string[];
}

export interface ReportModel {
  readonly type: ReportType;
  readonly institution: { readonly id: string; readonly name: string };
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
  readonly position: number;
  readonly rules: string;
  /** True for the version that leaves the organisation: cells under 5 suppressed. */
  readonly suppressed: boolean;
  readonly sections: readonly ReportSection[];
  /** Residents over the period, monthly; null cells where suppressed. */
  readonly residentsOverTime: readonly { readonly on: Day; readonly cell: Cell }[];
  /** SHA-256 in hex of the figures: equal inputs give equal fingerprints on any device. */
  readonly fingerprint: string;
  /** Unsuppressed figures; null in the version that leaves the organisation. */
  readonly figures: InstitutionFigures | null;
}
