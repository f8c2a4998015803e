/** Words of the reports screen in English. */
import type { reports as reference } from '../ru/reports.ts';
import type { Shape } from '../shape.ts';

export const reports = {
  title: 'Reports',
  subtitle: 'Figures without names or ИИН. The same data give the same report on any device.',
  settings: 'What to show',
  institution: 'Institution',
  period: 'Period',
  preset: {
    month: 'Month',
    quarter: 'Quarter',
    halfYear: 'Half-year',
    year: 'Year',
    custom: 'Custom',
  },
  earlier: 'Earlier period',
  later: 'Later period',
  from: 'From',
  to: 'To',
  asOf: 'As of day',
  asOfHelp: 'What had been received by the end of this day. Empty means the latest there is.',
  version: 'Version',
  leaving: 'To send out',
  inside: 'Internal',
  leavingHelp:
    'Numbers under 5 are hidden so that nobody can be recognised. This version may leave the organisation.',
  insideHelp:
    'All numbers are shown. Do not pass this version on outside the organisation: small numbers can give a child away.',
  wrongPeriod: 'The period begins after it ends. Swap the days.',
  needPeriod: 'Choose both days of the period.',
  preview: 'Report',
  periodLine: 'Period: {{from}} — {{to}}',
  basis: 'Figures as of {{day}} · position {{position}} · rules {{rules}}',
  fingerprint: 'Fingerprint',
  fingerprintHelp: 'If the fingerprints of two reports are equal, so are all their numbers.',
  definitions: 'How this is counted',
  suppressedSmall: 'fewer than 5',
  suppressedComplementary: 'hidden so that another hidden number cannot be worked out',
  suppressedAmount: 'hidden: fewer than 5 children stand behind the number',
  save: 'Save the report',
  print: 'Print',
  saved: 'The file “{{name}}” is saved.',
  noInstitution: 'There are no institutions yet. Import a list of children, and a report can be made.',
  formats: {
    xlsx: 'Excel (XLSX)',
    pdf: 'PDF',
    csv: 'CSV',
    json: 'JSON',
  },
  notSaved: {
    disk_full: 'The disk is full and the file was not saved. Free some space or choose another disk.',
    not_writable: 'The file cannot be written there. Choose another folder.',
  },
  units: {
    visits_one: '{{count}} visit',
    visits_other: '{{count}} visits',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
  },
} satisfies Shape<typeof reference>;
