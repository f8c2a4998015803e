/**
 * What a reader of the closure report knows to add up, by the definitions printed in it: sums
 * and bounds between its cells. Suppression (suppress.ts) must not let any hidden figure be
 * worked out through them. A relation that a period's figures do not keep (children who left
 * before the period stand in `destinations` and not in `left`) tells a reader nothing and is
 * left out by whoever uses it; one that happens to hold is kept, which hides rather more.
 * Some of the numbers so related are in no row: the rest of a share ("28 of 30" tells of two who are
 * not), and the children known before the period, whom earlier reports and the register tell.
 */
import { categoryOf, type PlacementForm, placementFormCodes } from '../../country/kz/placementForms.ts';
import { departureStages, isResident, type Stage, stages } from '../stages.ts';
import type { ReportSection } from './shape.ts';

interface Term {
  /** Id of a row, or `<row>/of` for the second cell of a share. */
  readonly cell: string;
  readonly times: number;
}

/** Σ times × cell is 0, or at most 0. */
export interface Relation {
  readonly terms: readonly Term[];
  readonly holds: 'equal' | 'at_most';
}

/** Id of the row that stands for a point of the chart while suppressing. */
export function chartRowId(day: string): string {
  return `residents_on.${day}`;
}

export function ofCellId(rowId: string): string {
  return `${rowId}/of`;
}

/** How many children had been in the institution by the beginning of the period, ever since the baseline. */
export const knownBefore = 'known_before';

/** The rest of a share, which no row shows: id → the whole and its parts. */
const rests: readonly { readonly id: string; readonly whole: string; readonly parts: readonly string[] }[] = [
  ...['m3', 'm6', 'm12'].map((term) => ({
    id: `reentered_by.${term}`,
    whole: ofCellId(`still_home.${term}`),
    parts: [`still_home.${term}`, `still_home_unknown.${term}`],
  })),
  { id: 'not_seen_within_30', whole: ofCellId('seen_within_30'), parts: ['seen_within_30'] },
];

/** Numbers that a reader can work out though no row shows them, from the rows as they are. */
export function restsOf(counts: ReadonlyMap<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  for (const { id, whole, parts } of rests) {
    const of = counts.get(whole);
    if (of !== undefined) found.set(id, of - parts.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0));
  }
  return found;
}

/** Rows that the report leaves out are zero, and known to be. */
export function closureRelations(sections: readonly ReportSection[]): Relation[] {
  const chart = sections
    .flatMap((section) => section.rows.map((row) => row.id))
    .filter((id) => id.startsWith('residents_on.'));
  return [
    ...movement(),
    ...whereChildrenAre(),
    ...stillHome(),
    ...rests.map(({ id, whole, parts }) => equal([whole], [...parts, id])),
    ...overTime(chart),
  ];
}

function movement(): Relation[] {
  return [
    equal(['residents_from', 'admitted'], ['left', 'residents_to']),
    // a period that starts on the baseline day
    equal(['baseline'], ['residents_from']),
    equal(['residents_to'], stageIds(isResident)),
    equal(
      [knownBefore, 'admitted'],
      stageIds(() => true),
    ),
    equal(
      ['left'],
      stageIds((stage) => !isResident(stage)),
    ),
  ];
}

function whereChildrenAre(): Relation[] {
  const home = formIds((form) => ['home_birth', 'home_kin'].includes(categoryOf(form)));
  const alternative = formIds((form) => categoryOf(form) === 'alternative_family');
  const departed = departureStages.map((stage) => `destination.${stage}`);
  const inFamilies = ['returned_home', 'alternative_family'];
  return [
    equal(['returned_home'], home),
    equal(['alternative_family'], alternative),
    equal(['departed_otherwise'], departed),
    equal(['left'], [...inFamilies, 'departed_otherwise']),
    equal(['left'], [...formIds(() => true), ...departed]),
    ...departureStages.map((stage) => equal([`stage.${stage}`], [`destination.${stage}`])),
    equal(inFamilies, ['stage.returned', 'stage.alternative_family', 'stage.closed']),
    equal(inFamilies, [ofCellId('seen_within_30')]),
  ];
}

/** `of − home − unknown` went back into care by then, so they are among all who did. */
function stillHome(): Relation[] {
  const terms = ['m3', 'm6', 'm12'];
  return terms.flatMap((term, index) => {
    const home = `still_home.${term}`;
    const unknown = `still_home_unknown.${term}`;
    const before = terms[index - 1];
    return [
      atMost([ofCellId(home)], [home, unknown, 'reentered']),
      atMost([ofCellId(home)], ['returned_home', 'reentered']),
      ...(before === undefined
        ? []
        : [
            atMost([ofCellId(home)], [ofCellId(`still_home.${before}`)]),
            // whoever is confirmed later without a re-entry was at home before
            atMost([home], [`still_home.${before}`]),
          ]),
    ];
  });
}

function overTime(chart: readonly string[]): Relation[] {
  const last = chart.at(-1);
  const changes = chart.flatMap((id, index) => {
    const before = chart[index - 1] ?? 'residents_from';
    return [atMost([id], [before, 'admitted']), atMost([before], [id, 'left'])];
  });
  return last === undefined ? changes : [equal([last], ['residents_to']), ...changes];
}

function equal(one: readonly string[], other: readonly string[]): Relation {
  return { terms: terms(one, other), holds: 'equal' };
}

function atMost(smaller: readonly string[], greater: readonly string[]): Relation {
  return { terms: terms(smaller, greater), holds: 'at_most' };
}

function terms(plus: readonly string[], minus: readonly string[]): Term[] {
  return [...plus.map((cell) => ({ cell, times: 1 })), ...minus.map((cell) => ({ cell, times: -1 }))];
}

function stageIds(which: (stage: Stage) => boolean): string[] {
  return stages.filter(which).map((stage) => `stage.${stage}`);
}

function formIds(which: (form: PlacementForm) => boolean): string[] {
  return placementFormCodes.filter(which).map((form) => `destination.${form}`);
}
