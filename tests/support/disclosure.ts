/** What a reader of a report could work out of its hidden cells: written apart from the suppression it tests. */
import type { Relation } from '#shared/domain/report/relations.ts';

/**
 * All ways to fill the hidden cells of "whole = parts", tried one by one: "<5" is 1 to 4, "…" is
 * five or more, or a small one in disguise where the report says so.
 */
function fillings(truth: ReadonlyMap<string, number>, hidden: ReadonlyMap<string, string>): number[][] {
  const [whole = '', ...parts] = [...truth.keys()];
  const limit = 2 * (truth.get(whole) ?? 0) + 6;
  const range = (id: string): number[] => {
    const mark = hidden.get(id);
    const value = truth.get(id) ?? 0;
    if (mark === undefined) return [value];
    if (mark === 'small') return [1, 2, 3, 4];
    const from = value < 5 ? 1 : 5;
    return Array.from({ length: limit - from }, (_, index) => from + index);
  };
  const wholes = new Set(range(whole));
  let partial: number[][] = [[]];
  for (const part of parts) {
    partial = partial.flatMap((before) => range(part).map((value) => [...before, value]));
    partial = partial.filter((one) => one.reduce((sum, value) => sum + value, 0) < limit);
  }
  return partial
    .map((one) => [one.reduce((sum, value) => sum + value, 0), ...one])
    .filter(([sum = -1]) => wholes.has(sum));
}

/** Hidden cells of "whole = parts" that have one value in all fillings: whoever reads the report knows them. */
export function toldCells(truth: ReadonlyMap<string, number>, hidden: ReadonlyMap<string, string>): string[] {
  const all = fillings(truth, hidden);
  return [...truth.keys()].filter(
    (id, index) => hidden.has(id) && new Set(all.map((filling) => filling[index])).size < 2,
  );
}

/** Whether the cell is a linear combination of shown cells: its unit vector lies in the rows' span. */
export function isLinearlyTold(
  cell: string,
  hidden: readonly string[],
  relations: readonly Relation[],
): boolean {
  const matrix = relations
    .filter((relation) => relation.holds === 'equal')
    .map((relation) => hidden.map((id) => sum(relation.terms.filter((term) => term.cell === id))));
  const unit = hidden.map((id) => (id === cell ? 1 : 0));
  return rank([...matrix, unit]) === rank(matrix);
}

function sum(terms: readonly { readonly times: number }[]): number {
  return terms.reduce((total, term) => total + term.times, 0);
}

/** Rank of a matrix over the field of 1,000,003 elements, where no entry here can vanish by chance. */
function rank(matrix: readonly (readonly number[])[]): number {
  const prime = 1_000_003n;
  const work = matrix.map((row) => row.map((entry) => ((BigInt(entry) % prime) + prime) % prime));
  let found = 0;
  for (let column = 0; column < (work[0]?.length ?? 0); column += 1) {
    const pivot = work.findIndex((row, index) => index >= found && row[column] !== 0n);
    if (pivot < 0) continue;
    const [lead = []] = work.splice(pivot, 1);
    work.splice(found, 0, lead);
    for (let index = found + 1; index < work.length; index += 1) {
      const factor = work[index]?.[column] ?? 0n;
      const by = lead[column] ?? 0n;
      work[index] = (work[index] ?? []).map(
        (entry, at) => (((entry * by - (lead[at] ?? 0n) * factor) % prime) + prime) % prime,
      );
    }
    found += 1;
  }
  return found;
}
