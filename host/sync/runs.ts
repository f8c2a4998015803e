/** Runs of (count, value) laid out again: how moments of receipt travel. */
export function spread(runs: readonly (readonly [number, string])[]): string[] {
  return runs.flatMap(([count, value]) => Array.from({ length: count }, () => value));
}
