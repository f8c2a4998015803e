/** Figures of institutions, suppressed as in the ministry's report: what the region and the ministry see. */
import { z } from 'zod';
import { reportFormats } from '../domain/report/shape.ts';
import { languages } from '../i18n/index.ts';
import { base, instant } from './base.ts';

const cell = z.union([
  z.object({ value: z.number() }),
  z.object({
    suppressed: z.enum(['small', 'complementary']),
    unit: z.enum(['tenge', 'visits', 'days']).optional(),
  }),
  z.object({ amount: z.number(), unit: z.enum(['tenge', 'visits', 'days']) }),
]);

/** What the overview tells of each institution; what they come to together is total.ts. */
export const overviewColumns = [
  'baseline',
  'admitted',
  'left',
  'residents',
  'returned_home',
  'alternative_family',
  'departed_otherwise',
  'reentered',
] as const;
export type OverviewColumn = (typeof overviewColumns)[number];

/** "Home" is told with who was seen and who is still there: so many of so many. Rows of the report. */
export const overviewShares = ['seen_within_30', 'still_home.m3', 'still_home.m6', 'still_home.m12'] as const;

const counts = z.record(z.enum(overviewColumns), cell);
const shares = z.record(z.enum(overviewShares), z.object({ cell, of: cell }));

export const overviewLine = z.object({
  institutionId: z.uuid(),
  name: z.string(),
  region: z.string().nullable(),
  cells: counts,
  shares,
  /** The day from which it is counted: the baseline day. */
  from: z.iso.date(),
  /** When something of this institution reached the server for the last time. */
  lastReceivedAt: instant.nullable(),
});
export type OverviewLine = z.output<typeof overviewLine>;

export const overview = z.object({ asOf: z.iso.date(), lines: z.array(overviewLine) });
export type Overview = z.output<typeof overview>;

export const reportModel = z.object({
  type: z.literal('closure'),
  institution: z.object({ id: z.string(), name: z.string() }),
  from: z.iso.date(),
  to: z.iso.date(),
  asOf: z.iso.date(),
  position: z.int(),
  rules: z.string(),
  suppressed: z.literal(true),
  sections: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      rows: z.array(z.object({ id: z.string(), label: z.string(), cell, of: cell.optional() })),
      definitions: z.array(z.string()),
    }),
  ),
  residentsOverTime: z.array(z.object({ on: z.iso.date(), cell })),
  fingerprint: z.string(),
  figures: z.null(),
});
export type ConsoleReport = z.output<typeof reportModel>;

const period = z.object({
  institution: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  asOf: z.iso.date(),
});

export const figuresContract = {
  overview: base.input(z.object({ asOf: z.iso.date() })).output(overview),
  report: base.input(period).output(reportModel),
  file: base
    .input(period.extend({ format: z.enum(reportFormats), language: z.enum(languages) }))
    .output(z.file()),
};
