/**
 * The report in the order that every format tells it: its tables, the definitions they need, and
 * where the figures come from. One order for all, so that formats can be compared line by line.
 */
import type { ReportModel, ReportRow } from '#shared/domain/report/shape.ts';
import { dayText, type Words } from './words.ts';

interface OutlinedRow {
  readonly label: string;
  readonly row: ReportRow;
}

export interface OutlinedSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly OutlinedRow[];
}

export interface OutlinedText {
  readonly id: string;
  readonly text: string;
}

export interface OutlinedFact {
  readonly id: string;
  readonly label: string;
  readonly value: string | number;
}

export function outlinedSections(model: ReportModel, words: Words): OutlinedSection[] {
  return model.sections.map((section) => ({
    id: section.id,
    title: words.say(section.label),
    rows: section.rows.map((row) => ({ label: words.say(row.label), row })),
  }));
}

/** The chart's numbers as a table, for readers that are machines. */
export function outlinedChart(model: ReportModel, words: Words): OutlinedSection {
  return {
    id: 'residents_over_time',
    title: words.say('report.sections.residents_over_time'),
    rows: model.residentsOverTime.map(({ on, cell }) => ({
      label: words.say('report.residentsOn', { day: dayText(on, words.language) }),
      row: { id: `residents_on.${on}`, label: 'report.residentsOn', cell },
    })),
  };
}

/** Each definition once, in the order of the sections that need it; those of every report at the end. */
export function outlinedDefinitions(model: ReportModel, words: Words): OutlinedText[] {
  const always = model.suppressed ? ['suppression', 'as_of'] : ['as_of'];
  const needed = model.sections.flatMap((section) => section.definitions);
  const ids = [...new Set(needed.filter((id) => !always.includes(id))), ...always];
  return ids.map((id) => ({ id, text: words.say(`report.definitions.${id}`) }));
}

/** Days as YYYY-MM-DD: these lines are also read by machines. */
export function outlinedFacts(model: ReportModel, words: Words): OutlinedFact[] {
  const facts: readonly (readonly [string, string | number])[] = [
    ['institution', model.institution.name],
    ['period_from', model.from],
    ['period_to', model.to],
    ['as_of', model.asOf],
    ['position', model.position],
    ['rules', model.rules],
    ['version', versionText(model, words)],
    ['fingerprint', model.fingerprint],
  ];
  return facts.map(([id, value]) => ({ id, label: words.say(`report.about.${id}`), value }));
}

export function versionText(model: ReportModel, words: Words): string {
  return words.say(model.suppressed ? 'report.versions.suppressed' : 'report.versions.internal');
}
