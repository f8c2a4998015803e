/** Runs of equal values, as (count, value): how moments of receipt travel. */
export function runsOf(values: readonly string[]): [number, string][] {
  const runs: [number, string][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[1] === value) last[0] += 1;
    else runs.push([1, value]);
  }
  return runs;
}
