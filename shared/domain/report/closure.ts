/**
 * The ministry's report on the closure of an institution: figures of a period as sections of
 * rows. Aggregates only; in the version that leaves the organisation small cells are suppressed
 * by declared relations (suppress.ts). The fingerprint is the same on any device.
 */

import { sha256, toHex } from '../../sync/bytes.ts';
import { canonicalBytes } from '../../sync/canonical.ts';
import { addDays, addMonths, type Day } from '../day.ts';
import { isCheck } from '../gates/checks.ts';
import type { InstitutionFigures, StillHome } from '../indicators/shape.ts';
import { stages } from '../stages.ts';
import type { AmountUnit, ReportModel, ReportRow, ReportSection } from './shape.ts';
import { type Suppressible, suppress } from './suppress.ts';

export interface ClosureInput {
  readonly institution: { readonly id: string; readonly name: string };
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
  readonly suppressed: boolean;
  /** Figures at the as-of position, for the last day of the period that has come. */
  readonly atEnd: InstitutionFigures;
  /** Figures at the same position for the day before the period. */
  readonly before: InstitutionFigures;
  /** Figures at the same position by month's end within the period, oldest first. */
  readonly monthly: readonly { readonly on: Day; readonly residents: number }[];
}

/** Month ends of a period and its last day: the days that the chart shows. */
export function monthEnds(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let month = 1; ; month += 1) {
    const end = addDays(addMonths(`${from.slice(0, 7)}-01`, month), -1);
    if (end >= to) break;
    days.push(end);
  }
  return [...days, to];
}

export function closureReport(input: ClosureInput): ReportModel {
  const plain: Suppressible = {
    sections: sections(input),
    residentsOverTime: input.monthly.map(({ on, residents }) => ({ on, cell: { value: residents } })),
    behind: behind(input.atEnd),
  };
  const shown = input.suppressed ? suppress(plain) : plain;
  const facts = { ...input, ...shown, rules: input.atEnd.rules, position: input.atEnd.position };
  return {
    type: 'closure',
    institution: input.institution,
    from: input.from,
    to: input.to,
    asOf: input.asOf,
    position: input.atEnd.position,
    rules: input.atEnd.rules,
    suppressed: input.suppressed,
    sections: shown.sections,
    residentsOverTime: shown.residentsOverTime,
    fingerprint: toHex(sha256(canonicalBytes(fingerprinted(facts)))),
    figures: input.suppressed ? null : input.atEnd,
  };
}

/** A suppressed report's fingerprint must not tell what was hidden: it covers only what is shown. */
function fingerprinted(
  facts: ClosureInput & Pick<ReportModel, 'sections' | 'residentsOverTime' | 'rules' | 'position'>,
): unknown {
  const { institution, from, to, asOf, suppressed, rules, position, residentsOverTime } = facts;
  return {
    institution,
    from,
    to,
    asOf,
    suppressed,
    rules,
    position,
    sections: facts.sections,
    residentsOverTime,
  };
}

/** How many children stand behind each amount. */
function behind(figures: InstitutionFigures): Map<string, number> {
  const { visits, supportPlanned, supportDelivered, daysAtStage } = figures.behind;
  return new Map([
    ...visitRows.map((id) => [id, visits] as const),
    ['support_planned', supportPlanned] as const,
    ['support_delivered', supportDelivered] as const,
    ...stages.map((stage) => [`days_at_stage.${stage}`, daysAtStage[stage] ?? 0] as const),
  ]);
}

const visitRows = ['visits_due', 'visits_done', 'visits_seen', 'visits_missed'];

function sections(input: ClosureInput): ReportSection[] {
  const { atEnd, before } = input;
  const admitted = atEnd.admitted - before.admitted;
  const left = atEnd.left - before.left;
  return [
    section(
      'movement',
      ['baseline', 'residents', 'admitted_left', 'as_of'],
      [
        count('baseline', atEnd.baseline),
        count('residents_from', before.residents),
        count('admitted', admitted),
        count('left', left),
        count('residents_to', atEnd.residents),
      ],
    ),
    section(
      'stages',
      ['days_at_stage'],
      stages.map((stage) => count(`stage.${stage}`, atEnd.byStage[stage] ?? 0, `domain.stages.${stage}`)),
    ),
    section('destinations', ['returned_home', 'alternative_family'], destinationRows(atEnd)),
    section(
      'outcome',
      ['returned_home', 'alternative_family', 'reentered', 'still_home'],
      [
        count('returned_home', atEnd.returnedHome),
        count('alternative_family', atEnd.alternativeFamily),
        count('departed_otherwise', atEnd.departedOtherwise),
        count('reentered', atEnd.reentered),
        ...homeRows('m3', atEnd.stillHome.m3),
        ...homeRows('m6', atEnd.stillHome.m6),
        ...homeRows('m12', atEnd.stillHome.m12),
      ],
    ),
    section(
      'visits',
      ['visits', 'seen'],
      [
        amount('visits_due', atEnd.visits.due, 'visits'),
        amount('visits_done', atEnd.visits.done, 'visits'),
        amount('visits_seen', atEnd.visits.seen, 'visits'),
        amount('visits_missed', atEnd.visits.missed, 'visits'),
        { ...count('seen_within_30', atEnd.seenWithin30.seen), of: { value: atEnd.seenWithin30.of } },
      ],
    ),
    section(
      'blocking',
      ['blocking'],
      atEnd.missing.map(({ id, children }) =>
        count(`missing.${id}`, children, isCheck(id) ? `domain.checks.${id}` : `domain.requirements.${id}`),
      ),
    ),
    section(
      'support',
      ['support'],
      [
        amount('support_planned', atEnd.supportPlannedTenge, 'tenge'),
        amount('support_delivered', atEnd.supportDeliveredTenge, 'tenge'),
        count('overrides_without_second_person', atEnd.overridesWithoutSecondPerson),
      ],
    ),
    section(
      'time',
      ['days_at_stage'],
      stages.flatMap((stage) => {
        const days = atEnd.daysAtStage[stage];
        return days === undefined
          ? []
          : [amount(`days_at_stage.${stage}`, days, 'days', `domain.stages.${stage}`)];
      }),
    ),
  ];
}

function destinationRows(figures: InstitutionFigures): ReportRow[] {
  return Object.entries(figures.byDestination)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([destination, children]) => {
      const label = isDeparture(destination)
        ? `domain.stages.${destination}`
        : `country.placementForms.${destination}`;
      return count(`destination.${destination}`, children, label);
    });
}

function isDeparture(destination: string): boolean {
  return destination === 'transferred' || destination === 'aged_out' || destination === 'deceased';
}

function homeRows(after: string, figure: StillHome): ReportRow[] {
  return [
    { ...count(`still_home.${after}`, figure.home), of: { value: figure.of } },
    count(`still_home_unknown.${after}`, figure.unknown),
  ];
}

function section(id: string, definitions: readonly string[], rows: readonly ReportRow[]): ReportSection {
  return { id, label: `report.sections.${id}`, rows, definitions };
}

function count(id: string, value: number, label = `report.rows.${id}`): ReportRow {
  return { id, label, cell: { value } };
}

function amount(id: string, value: number, unit: AmountUnit, label = `report.rows.${id}`): ReportRow {
  return { id, label, cell: { amount: value, unit } };
}
