/** A closure report of invented figures, made by the product's own rules; tests change what they are about. */
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { type ClosureInput, closureReport } from '#shared/domain/report/closure.ts';
import type { ReportModel } from '#shared/domain/report/shape.ts';

const before: InstitutionFigures = {
  institutionId: '01930000-0000-7000-8000-000000000001',
  asOf: '2025-10-31',
  position: 412,
  rules: 'kz-2026.1',
  baselineDay: '2025-10-31',
  baseline: 33,
  admitted: 0,
  left: 0,
  residents: 33,
  byStage: { identified: 33 },
  byDestination: {},
  returnedHome: 0,
  alternativeFamily: 0,
  departedOtherwise: 0,
  stillHome: {
    m3: { home: 0, of: 0, unknown: 0 },
    m6: { home: 0, of: 0, unknown: 0 },
    m12: { home: 0, of: 0, unknown: 0 },
  },
  reentered: 0,
  visits: { due: 0, done: 0, seen: 0, missed: 0 },
  seenWithin30: { seen: 0, of: 0 },
  missing: [],
  daysAtStage: {},
  supportPlannedTenge: 0,
  supportDeliveredTenge: 0,
  overridesWithoutSecondPerson: 0,
  behind: { visits: 0, supportPlanned: 0, supportDelivered: 0, daysAtStage: {} },
  residentsOverTime: [{ on: '2025-10-31', residents: 33, admitted: 0, left: 0 }],
};

const atEnd: InstitutionFigures = {
  ...before,
  asOf: '2026-12-31',
  admitted: 2,
  left: 29,
  residents: 6,
  byStage: { preparation: 5, trial_stay: 1, returned: 23, closed: 2, alternative_family: 3, transferred: 1 },
  byDestination: {
    birth_family: 12,
    kin_guardianship: 11,
    kin_care: 2,
    professional_foster_family: 3,
    transferred: 1,
  },
  returnedHome: 25,
  alternativeFamily: 3,
  departedOtherwise: 1,
  stillHome: {
    m3: { home: 21, of: 22, unknown: 1 },
    m6: { home: 14, of: 16, unknown: 2 },
    m12: { home: 2, of: 2, unknown: 0 },
  },
  visits: { due: 268, done: 251, seen: 240, missed: 9 },
  seenWithin30: { seen: 26, of: 28 },
  missing: [
    { id: 'documents', children: 5 },
    { id: 'handover_act', children: 2 },
  ],
  daysAtStage: { preparation: 41, trial_stay: 9, returned: 133 },
  supportPlannedTenge: 12_650_000,
  supportDeliveredTenge: 11_904_500,
  overridesWithoutSecondPerson: 1,
  behind: {
    visits: 28,
    supportPlanned: 33,
    supportDelivered: 31,
    daysAtStage: { preparation: 5, trial_stay: 1, returned: 23 },
  },
};

/** Three children have left of thirty-three, and what was done for them stands out. */
export function aFewChildren(): InstitutionFigures {
  return {
    ...atEnd,
    admitted: 0,
    left: 3,
    residents: 30,
    byStage: { preparation: 30, returned: 3 },
    byDestination: { birth_family: 3 },
    returnedHome: 3,
    alternativeFamily: 0,
    departedOtherwise: 0,
    stillHome: before.stillHome,
    visits: { due: 4271, done: 4271, seen: 4271, missed: 4271 },
    seenWithin30: { seen: 3, of: 3 },
    daysAtStage: { preparation: 41, returned: 3083 },
    supportPlannedTenge: 7_650_001,
    supportDeliveredTenge: 6_904_503,
    behind: {
      visits: 3,
      supportPlanned: 3,
      supportDelivered: 2,
      daysAtStage: { preparation: 30, returned: 3 },
    },
  };
}

const residents = [33, 34, 33, 31, 28, 26, 22, 20, 17, 14, 11, 9, 7, 6];
const monthEnds = [
  '2025-11-30',
  '2025-12-31',
  '2026-01-31',
  '2026-02-28',
  '2026-03-31',
  '2026-04-30',
  '2026-05-31',
  '2026-06-30',
  '2026-07-31',
  '2026-08-31',
  '2026-09-30',
  '2026-10-31',
  '2026-11-30',
  '2026-12-31',
];

export function aReport(changes: Partial<ClosureInput> = {}): ReportModel {
  return closureReport({
    institution: { id: before.institutionId, name: 'Детский дом «Үміт», Қаскелең қаласы' },
    from: '2025-11-01',
    to: '2026-12-31',
    asOf: '2026-12-31',
    suppressed: true,
    before,
    atEnd,
    monthly: monthEnds.map((on, index) => ({ on, residents: residents[index] ?? 0 })),
    ...changes,
  });
}
