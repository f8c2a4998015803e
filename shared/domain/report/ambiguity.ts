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

/**
 * Which of the `asked` cells only one number fits. `values` are the true numbers of all cells,
 * `hidden` what a reader knows of each hidden one (the true number lies within).
 */
export function workedOut(
  asked: readonly string[],
  values: ReadonlyMap<string, number>,
  hidden: ReadonlyMap<string, Bounds>,
  relations: readonly Relation[],
): Set<string> {
  const ids = [...hidden.keys()];
  const truth = ids.map((id) => values.get(id) ?? 0);
  const bounds = [...hidden.values()];
  const constraints = constraintsOn(ids, values, relations);
  const open = new Set(asked);
  for (const id of asked) {
    const other = open.has(id) ? otherSolution(ids.indexOf(id), truth, bounds, constraints) : null;
    // whatever differs in this solution is open to doubt as well
    if (other !== null)
      for (const [index, each] of ids.entries()) if (other[index] !== truth[index]) open.delete(each);
  }
  return open;
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
): number[] | null {
  const own = truth[cell] ?? 0;
  const search = { triesLeft: triesAllowed };
  const above = solve(restrict(bounds, cell, { low: own + 1, high: Infinity }), truth, constraints, search);
  if (above !== null) return above;
  return solve(restrict(bounds, cell, { low: -Infinity, high: own - 1 }), truth, constraints, search);
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

/** Bounds that follow from the constraints, or null where nothing fits. */
function narrow(bounds: readonly Bounds[], constraints: readonly Constraint[]): Bounds[] | null {
  if (bounds.some((one) => one.low > one.high)) return null;
  const narrowed = [...bounds];
  for (let changed = true; changed; ) {
    changed = false;
    for (const constraint of constraints) {
      const lowest = total(constraint, narrowed, 'low');
      const highest = total(constraint, narrowed, 'high');
      if (lowest > 0 || (constraint.equal && highest < 0)) return null;
      for (const { cell, times } of constraint.terms) {
        const own = narrowed[cell];
        if (own === undefined) continue;
        // what the other terms leave to this one; they may have narrowed since, which is only wider
        const atMost = times * (times > 0 ? own.low : own.high) - lowest;
        const atLeast = constraint.equal ? times * (times > 0 ? own.high : own.low) - highest : -Infinity;
        const low = Math.max(own.low, Math.ceil((times > 0 ? atLeast : atMost) / times));
        const high = Math.min(own.high, Math.floor((times > 0 ? atMost : atLeast) / times));
        if (low > high) return null;
        if (low > own.low || high < own.high) {
          narrowed[cell] = { low, high };
          changed = true;
        }
      }
    }
  }
  return narrowed;
}

function total(constraint: Constraint, bounds: readonly Bounds[], end: 'low' | 'high'): number {
  return constraint.terms.reduce((sum, { cell, times }) => {
    const own = bounds[cell] ?? { low: 0, high: 0 };
    return sum + times * (times > 0 === (end === 'low') ? own.low : own.high);
  }, constraint.constant);
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
