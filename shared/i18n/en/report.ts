/** Words of the ministry's report in English. */
import type { report as reference } from '../ru/report.ts';
import type { Shape } from '../shape.ts';

export const report = {
  title: 'Report on children returned to families',
  product: 'Uige',
  sheets: { figures: 'Figures', definitions: 'Definitions', about: 'About' },
  columns: {
    section: 'Section',
    id: 'Code',
    figure: 'Figure',
    value: 'Value',
    of: 'Of',
    unit: 'Unit',
    definition: 'How it is counted',
  },
  units: { children: 'children', decisions: 'decisions', visits: 'visits', days: 'days', tenge: '₸' },
  about: {
    institution: 'Institution',
    period: 'Period',
    period_from: 'First day of the period',
    period_to: 'Last day of the period',
    as_of: 'Data received by the end of',
    position: "Position in the institution's feed",
    rules: 'Version of the rules',
    version: 'Version',
    fingerprint: 'Fingerprint of the figures (SHA-256)',
  },
  versions: {
    suppressed: 'To send out: small numbers are hidden',
    internal: 'Internal: not to leave the organisation',
  },
  ofWhole: '{{value}} of {{of}}',
  suppressedNote:
    'Numbers from 1 to 4 are not shown: “<5”. “…” is a number hidden so that another one cannot be worked out, or behind which fewer than 5 children stand.',
  chart: 'Children in care by month',
  residentsOn: 'In care on {{day}}',
  page: 'Page {{page}} of {{pages}}',
  none: 'No data for this period',
  sections: {
    movement: 'Movement of children',
    stages: 'Where on the way home the children are',
    destinations: 'Where the children who left are',
    outcome: 'Outcome',
    visits: 'Follow-up visits',
    blocking: 'What is missing for the return',
    support: 'Support of families',
    time: 'Days at the stage, median',
    residents_over_time: 'Children in care by month',
  },
  rows: {
    baseline: 'Children on the baseline day',
    admitted: 'Admitted in the period',
    left: 'Left in the period',
    residents_from: 'In care at the start of the period',
    residents_to: 'In care at the end of the period',
    returned_home: 'Home: birth family or kin',
    alternative_family: 'In another family',
    departed_otherwise: 'Left otherwise: transfer, ageing out, death',
    reentered: 'Back in care',
    still_home: {
      m3: 'Home after 3 months',
      m6: 'Home after 6 months',
      m12: 'Home after 12 months',
    },
    still_home_unknown: {
      m3: 'Not known after 3 months',
      m6: 'Not known after 6 months',
      m12: 'Not known after 12 months',
    },
    visits_due: 'Due',
    visits_done: 'Done',
    visits_seen: 'With the child seen',
    visits_missed: 'Missed',
    seen_within_30: 'Children in families seen within the last 30 days',
    support_planned: 'Support planned',
    support_delivered: 'Support delivered',
    overrides_without_second_person: 'Checks overridden without a second person',
  },
  definitions: {
    baseline:
      'The baseline day is the day from which the closure is counted, usually the date of the register. The baseline is the number of children who lived in the institution on that day.',
    residents:
      'In care: children who live in the institution at the end of the day, those on a trial stay with a family included. At the end of the period = at its start + admitted − left. Nothing is known of days before the baseline day: a period that begins earlier is counted from that day.',
    admitted_left:
      'Admitted and left: admissions and departures on the days of the period. A child who comes back into care is admitted once more.',
    returned_home:
      'Home: the child is with a parent or with kin, with or without guardianship. A transfer, ageing out and death are never a return.',
    alternative_family:
      'In another family: guardianship by others, foster or professional foster family, patronage, adoption. Shown apart from the return home.',
    still_home:
      'Home after 3, 6 and 12 months: of the children who returned home that many months ago or earlier. “Home”: not back in care, and seen or confirmed at home in the 92 days before that day or later. “Not known”: neither a re-entry nor a confirmation. Children who died or moved away are not counted. Each return counts by itself.',
    visits:
      'Visits by the schedule that is frozen at the return: after 2, 7, 14, 21, 28, 42 and 56 days and after 3, 4, 5, 6, 9 and 12 months; at high risk more often and up to 24 months. A visit is missed when nobody came before the next one was due while the child lived in the family.',
    seen: 'Child seen: the child was there at the visit and was met. A visit at which the child was not seen does not count, nor does a telephone call.',
    reentered:
      'Back in care: children who came back into care at least once, from their own or another family. A child counts once.',
    blocking:
      'What is missing: how many children wait for each check before the next stage, by the latest data received and not at the end of the period.',
    suppression:
      'Hiding of small numbers: a number of children from 1 to 4 is not shown; zero is. Where a hidden number could be worked out from the others, one more is hidden; the rest of a share (“28 of 30”) is protected likewise. Visits, money and the median of days are hidden where 1 to 4 children stand behind them, the median also where the number of children at the stage is hidden.',
    as_of:
      "The report stands on the data received by the end of the day named (position in the institution's feed). The same position and rules give the same numbers on any device.",
    days_at_stage:
      'Days at the stage: the median of days that children have spent at their present stage. Stages: identified, assessment, planning, preparation, approved, trial stay, home, case closed.',
    support:
      'Support in tenge for all time: planned for and delivered to families, as recorded in the cases. “Without a second person”: going on despite an unmet check was approved by the person who asked for it.',
  },
} satisfies Shape<typeof reference>;
