/**
 * Small-cell suppression for reports that leave the organisation. House rule, after the usual
 * practice of statistics offices: a count of 1 to 4 children is not shown ("<5"; zero stays), and
 * as many other counts as needed ("…") are hidden so that no hidden one can be worked out through
 * the declared relations, nor from a "<5" being 1 to 4. As few as a greedy choice finds, and
 * none that could be shown after all. Pure: equal figures are hidden alike on any device.
 * The rest of a share is protected like a row. An amount (visits, tenge, days) is hidden where one to
 * four children stand behind it, or where the count beside it is hidden.
 */
import { type Bounds, type Doubt, type Thoroughness, workedOut } from './ambiguity.ts';
import { chartRowId, closureRelations, knownBefore, ofCellId, type Relation, restsOf } from './relations.ts';
import type { Cell, ReportModel, ReportSection } from './shape.ts';

/** Counts from 1 up to this one are small. */
const largestSmallCount = 4;

/** Which cell to hide next is chosen by a quick look; whether it is enough, by a thorough one. */
const triesToRank = 200;

type Shown = Pick<ReportModel, 'sections' | 'residentsOverTime'>;

export interface Suppressible extends Shown {
  /** How many children stand behind each amount, by row. */
  readonly behind: ReadonlyMap<string, number>;
}

type Mark = 'small' | 'complementary';
type Marks = ReadonlyMap<string, Mark>;

/** Hides what must be hidden in the sections and in the chart, which tells the same numbers again. */
export function suppress(figures: Suppressible): Shown {
  const chart: ReportSection = {
    id: 'residents_over_time',
    label: '',
    definitions: [],
    rows: figures.residentsOverTime.map(({ on, cell }) => ({ id: chartRowId(on), label: '', cell })),
  };
  const all = [...figures.sections, chart];
  const counts = countsIn(all);
  const marks = marksFor(withEarlierReports(counts), closureRelations(all), restsOf(counts));
  const hide = (id: string, cell: Cell): Cell => {
    if ('amount' in cell) {
      const hidden = isSmall(figures.behind.get(id) ?? 0) || marks.has(countBeside(id));
      return hidden ? { suppressed: 'complementary', unit: cell.unit } : cell;
    }
    const mark = marks.get(id);
    return mark === undefined ? cell : { suppressed: mark };
  };
  return {
    sections: figures.sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => ({
        ...row,
        cell: hide(row.id, row.cell),
        ...(row.of === undefined ? {} : { of: hide(ofCellId(row.id), row.of) }),
      })),
    })),
    residentsOverTime: figures.residentsOverTime.map(({ on, cell }) => ({
      on,
      cell: hide(chartRowId(on), cell),
    })),
  };
}

/** The median of days at a stage stands beside the number of children at it. */
function countBeside(amountId: string): string {
  return amountId.replace('days_at_stage.', 'stage.');
}

/** Five children and more are known from an earlier report; of fewer nobody need know how many. */
function withEarlierReports(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const all = [...counts].reduce((sum, [id, count]) => (id.startsWith('stage.') ? sum + count : sum), 0);
  const before = all - (counts.get('admitted') ?? 0);
  return before < 0 || isSmall(before) ? counts : new Map([...counts, [knownBefore, before]]);
}

/**
 * Which of the counts to hide. `unshown` are in no row, and protected where they are small. A count missing from `counts` is a known zero. 'complementary'
 * marks a count of 5 or more hidden for another's sake and, where "<5" itself would give the
 * numbers away (four children, each in another place: "<5" each), a small one too.
 */
export function marksFor(
  counts: ReadonlyMap<string, number>,
  declared: readonly Relation[],
  unshown: ReadonlyMap<string, number> = new Map(),
): Map<string, Mark> {
  const all = new Map([...counts, ...unshown]);
  const relations = declared.filter((relation) => isKept(relation, all));
  const small = [...counts].filter(([id, count]) => isSmall(count) && id !== knownBefore).map(([id]) => id);
  const doubts: Doubt[] = [];
  const told = (marks: Marks, how?: Thoroughness) =>
    smallOnesTold(all, marks, unshown, relations, doubts, how);
  let marks: Marks = new Map(small.map((id) => [id, 'small'] as const));
  for (let open = told(marks); open.length > 0; open = told(marks)) {
    const [first = ''] = open;
    const near = connected(first, all, relations).filter((id) => counts.has(id) && id !== knownBefore);
    const shown = near.filter((id) => !marks.has(id));
    const candidates = shown.length > 0 ? shown : near.filter((id) => marks.get(id) === 'small');
    if (candidates.length === 0) break;
    marks = best(
      candidates.map((id) => ({ id, marks: new Map(marks).set(id, 'complementary') })),
      (one) => [
        told(one.marks, { tries: triesToRank }).length,
        uses(one.id, relations),
        counts.get(one.id) ?? 0,
      ],
    ).marks;
  }
  return withoutNeedless(marks, counts, (kept) => told(kept, { onlyWhether: true }).length === 0);
}

/** Shows again, the largest first, whatever turns out not to be needed. */
function withoutNeedless(
  marks: Marks,
  counts: ReadonlyMap<string, number>,
  areEnough: (marks: Marks) => boolean,
): Map<string, Mark> {
  let kept = new Map(marks);
  for (let before = -1; before !== weight(kept); ) {
    before = weight(kept);
    const extra = [...kept].filter(([, mark]) => mark === 'complementary').map(([id]) => id);
    extra.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : 1));
    for (const id of extra) {
      const without = new Map(kept);
      if (isSmall(counts.get(id) ?? 0)) without.set(id, 'small');
      else without.delete(id);
      if (areEnough(without)) kept = without;
    }
  }
  return kept;
}

function weight(marks: Marks): number {
  return [...marks.values()].filter((mark) => mark === 'complementary').length;
}

/** The hidden small counts that a reader could still work out. */
function smallOnesTold(
  counts: ReadonlyMap<string, number>,
  marks: Marks,
  unshown: ReadonlyMap<string, number>,
  relations: readonly Relation[],
  doubts: Doubt[],
  how?: Thoroughness,
): string[] {
  const high = 2 * Math.max(0, ...counts.values()) + largestSmallCount;
  const hidden = new Map<string, Bounds>([...unshown.keys()].map((id) => [id, { low: 0, high }]));
  for (const [id, mark] of marks) hidden.set(id, known(mark, counts.get(id) ?? 0, high));
  const small = [...hidden.keys()].filter((id) => isSmall(counts.get(id) ?? 0));
  return [...workedOut(small, counts, hidden, relations, doubts, how)];
}

/** What a reader knows of a hidden count; a zero is never hidden. */
function known(mark: Mark, count: number, high: number): Bounds {
  if (mark === 'small') return { low: 1, high: largestSmallCount };
  return { low: isSmall(count) ? 1 : largestSmallCount + 1, high };
}

/** Counts above zero that relations tie to this one, itself included, in the report's order. */
function connected(
  from: string,
  counts: ReadonlyMap<string, number>,
  relations: readonly Relation[],
): string[] {
  const reached = new Set([from]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const { terms } of relations) {
      const cells = terms.map((term) => term.cell).filter((id) => (counts.get(id) ?? 0) > 0);
      if (cells.some((id) => reached.has(id))) for (const id of cells) reached.add(id);
    }
  }
  return [...counts.keys()].filter((id) => reached.has(id));
}

function uses(id: string, relations: readonly Relation[]): number {
  return relations.filter(({ terms }) => terms.some((term) => term.cell === id)).length;
}

/** The first with the least rank, rank by rank. */
function best<Choice>(choices: readonly Choice[], rank: (choice: Choice) => readonly number[]): Choice {
  const ranked = choices.map((choice) => ({ choice, rank: rank(choice) }));
  return ranked.reduce((one, other) => (isLess(other.rank, one.rank) ? other : one)).choice;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

function isKept(relation: Relation, counts: ReadonlyMap<string, number>): boolean {
  const sum = relation.terms.reduce((total, { cell, times }) => total + times * (counts.get(cell) ?? 0), 0);
  return relation.holds === 'equal' ? sum === 0 : sum <= 0;
}

function countsIn(sections: readonly ReportSection[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of sections.flatMap((section) => section.rows)) {
    if ('value' in row.cell) counts.set(row.id, row.cell.value);
    if (row.of !== undefined && 'value' in row.of) counts.set(ofCellId(row.id), row.of.value);
  }
  return counts;
}

function isSmall(count: number): boolean {
  return count >= 1 && count <= largestSmallCount;
}
