/**
 * What a careful reader can work out about hidden cells: given what is shown, the relations and
 * what a mark tells ("<5" is 1 to 4), is a hidden number the only one that fits? Pure integer
 * search with bounds; when it takes too long the cell counts as worked out, which is the safe side.
 */
import type { Relation } from './relations.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Tries after which a cell counts as not protected. */
const triesAllowed = 4000;

interface Constraint {
  readonly constant: number;
  readonly terms: readonly { readonly cell: number; readonly times: number }[];
  readonly equal: boolean;
}

/** Other numbers that fit as well: what differs from the truth, by cell. Whatever else is hidden, it goes on to fit. */
export type Doubt = ReadonlyMap<string, number>;

export interface Thoroughness {
  /** How long each cell is looked at. */
  readonly tries?: number;
  /** One that is worked out is enough to know. */
  readonly onlyWhether?: boolean;
}

/**
 * Which of the `asked` cells only one number fits. `values` are the true numbers of all cells,
 * `hidden` what a reader knows of each hidden one (the true number lies within). `doubts` are those
 * found before over the same values and relations; the ones found here are added to them.
 */
export function workedOut(
  asked: readonly string[],
  values: ReadonlyMap<string, number>,
  hidden: ReadonlyMap<string, Bounds>,
  relations: readonly Relation[],
  doubts: Doubt[],
  { tries = triesAllowed, onlyWhether = false }: Thoroughness = {},
): Set<string> {
  const open = new Set(asked);
  for (const doubt of doubts) if (isWithin(doubt, hidden)) for (const id of doubt.keys()) open.delete(id);
  if (open.size === 0) return open;
  const ids = [...hidden.keys()];
  const truth = ids.map((id) => values.get(id) ?? 0);
  const bounds = [...hidden.values()];
  const constraints = constraintsOn(ids, values, relations);
  for (const id of asked) {
    const other = open.has(id) ? otherSolution(ids.indexOf(id), truth, bounds, constraints, tries) : null;
    if (other === null && onlyWhether && open.has(id)) return new Set([id]);
    if (other === null) continue;
    const doubt = new Map(
      ids.flatMap((each, at) => (other[at] === truth[at] ? [] : [[each, other[at] ?? 0] as const])),
    );
    doubts.push(doubt);
    // whatever differs in this solution is open to doubt as well
    for (const each of doubt.keys()) open.delete(each);
  }
  return open;
}

function isWithin(doubt: Doubt, hidden: ReadonlyMap<string, Bounds>): boolean {
  return [...doubt].every(([id, value]) => {
    const bounds = hidden.get(id);
    return bounds !== undefined && bounds.low <= value && value <= bounds.high;
  });
}

/** The relations as constraints on hidden cells alone: what is shown becomes a constant. */
function constraintsOn(
  ids: readonly string[],
  values: ReadonlyMap<string, number>,
  relations: readonly Relation[],
): Constraint[] {
  const at = new Map(ids.map((id, index) => [id, index]));
  return relations.flatMap((relation) => {
    let constant = 0;
    const terms: { cell: number; times: number }[] = [];
    for (const { cell, times } of relation.terms) {
      const index = at.get(cell);
      if (index === undefined) constant += times * (values.get(cell) ?? 0);
      else terms.push({ cell: index, times });
    }
    return terms.length === 0 ? [] : [{ constant, terms, equal: relation.holds === 'equal' }];
  });
}

/** A solution in which the cell has another number than the true one, or null. */
function otherSolution(
  cell: number,
  truth: readonly number[],
  bounds: readonly Bounds[],
  constraints: readonly Constraint[],
  tries: number,
): number[] | null {
  const own = truth[cell] ?? 0;
  const search = { triesLeft: tries };
  const tied = tiedTo(cell, constraints);
  // what is not tied to the cell may as well be what it is
  const near = bounds.map((each, at) => (tied.cells.has(at) ? each : exactly(truth[at] ?? 0)));
  const above = solve(
    restrict(near, cell, { low: own + 1, high: Infinity }),
    truth,
    tied.constraints,
    search,
  );
  if (above !== null) return above;
  return solve(restrict(near, cell, { low: -Infinity, high: own - 1 }), truth, tied.constraints, search);
}

function exactly(value: number): Bounds {
  return { low: value, high: value };
}

/** The hidden cells that constraints tie to this one, however many steps away, and those constraints. */
function tiedTo(
  cell: number,
  constraints: readonly Constraint[],
): { cells: ReadonlySet<number>; constraints: Constraint[] } {
  const cells = new Set([cell]);
  let rest = constraints;
  const tied: Constraint[] = [];
  for (let before = -1; before !== tied.length; ) {
    before = tied.length;
    const [near, far] = [
      rest.filter(({ terms }) => terms.some((term) => cells.has(term.cell))),
      rest.filter(({ terms }) => !terms.some((term) => cells.has(term.cell))),
    ];
    for (const { terms } of near) for (const term of terms) cells.add(term.cell);
    tied.push(...near);
    rest = far;
  }
  return { cells, constraints: tied };
}

/** Depth first: settles the cell with the fewest numbers left, the one nearest the truth first. */
function solve(
  bounds: readonly Bounds[],
  truth: readonly number[],
  constraints: readonly Constraint[],
  search: { triesLeft: number },
): number[] | null {
  search.triesLeft -= 1;
  if (search.triesLeft < 0) return null;
  const narrowed = narrow(bounds, constraints);
  if (narrowed === null) return null;
  const near = narrowed.map((own, cell) => nearest(truth[cell] ?? 0, own));
  if (constraints.every((constraint) => fits(constraint, near))) return near;
  const cell = narrowest(narrowed);
  if (cell === null) return null;
  const { low, high } = narrowed[cell] ?? { low: 0, high: 0 };
  const tried = near[cell] ?? low;
  const branches = [
    { low: tried, high: tried },
    { low: tried + 1, high },
    { low, high: tried - 1 },
  ];
  for (const branch of branches) {
    if (branch.low > branch.high) continue;
    const found = solve(restrict(narrowed, cell, branch), truth, constraints, search);
    if (found !== null) return found;
  }
  return null;
}

function nearest(value: number, { low, high }: Bounds): number {
  return Math.min(high, Math.max(low, value));
}

function fits({ constant, terms, equal }: Constraint, values: readonly number[]): boolean {
  const sum = terms.reduce((total, { cell, times }) => total + times * (values[cell] ?? 0), constant);
  return equal ? sum === 0 : sum <= 0;
}

/**
 * Bounds that follow from the constraints, or null where nothing fits. Nearly all the time goes here:
 * plain loops, and only constraints of which a cell has narrowed since are looked at again.
 */
function narrow(bounds: readonly Bounds[], constraints: readonly Constraint[]): Bounds[] | null {
  if (bounds.some((one) => one.low > one.high)) return null;
  const narrowed = [...bounds];
  const stale = constraints.map(() => true);
  for (let at = stale.indexOf(true); at >= 0; at = stale.indexOf(true)) {
    const constraint = constraints[at];
    stale[at] = false;
    const changed = constraint === undefined ? [] : narrowBy(constraint, narrowed);
    if (changed === null) return null;
    for (const cell of changed) {
      for (const [other, { terms }] of constraints.entries()) {
        if (terms.some((term) => term.cell === cell)) stale[other] = true;
      }
    }
  }
  return narrowed;
}

/** Narrows in place; the cells that changed, or null where nothing fits. */
function narrowBy({ constant, terms, equal }: Constraint, narrowed: Bounds[]): number[] | null {
  let lowest = constant;
  let highest = constant;
  for (const { cell, times } of terms) {
    const own = narrowed[cell];
    if (own === undefined) continue;
    lowest += times * (times > 0 ? own.low : own.high);
    highest += times * (times > 0 ? own.high : own.low);
  }
  if (lowest > 0 || (equal && highest < 0)) return null;
  const changed: number[] = [];
  for (const { cell, times } of terms) {
    const own = narrowed[cell];
    if (own === undefined) continue;
    // what the other terms leave to this one; they may have narrowed since, which is only wider
    const atMost = times * (times > 0 ? own.low : own.high) - lowest;
    const atLeast = equal ? times * (times > 0 ? own.high : own.low) - highest : Number.NEGATIVE_INFINITY;
    const low = Math.max(own.low, Math.ceil((times > 0 ? atLeast : atMost) / times));
    const high = Math.min(own.high, Math.floor((times > 0 ? atMost : atLeast) / times));
    if (low > high) return null;
    if (low === own.low && high === own.high) continue;
    narrowed[cell] = { low, high };
    changed.push(cell);
  }
  return changed;
}

function narrowest(bounds: readonly Bounds[]): number | null {
  let best: number | null = null;
  let width = Infinity;
  bounds.forEach(({ low, high }, cell) => {
    if (high > low && high - low < width) {
      best = cell;
      width = high - low;
    }
  });
  return best;
}

function restrict(bounds: readonly Bounds[], cell: number, to: Bounds): Bounds[] {
  return bounds.map((own, index) =>
    index === cell ? { low: Math.max(own.low, to.low), high: Math.min(own.high, to.high) } : own,
  );
}
