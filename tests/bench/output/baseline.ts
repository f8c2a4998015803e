/** Compares with figures kept from before: a regression is a warning, since machines differ. It fails nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Machine } from './machine.ts';
import type { Result } from './result.ts';

const file = fileURLToPath(new URL('../baseline.json', import.meta.url));
const shape = z.object({
  machine: z.object({ cpu: z.string(), cores: z.number() }),
  results: z.array(z.object({ name: z.string(), value: z.number(), ratio: z.number().nullable() })),
});
/** What differs by less is chance. */
const tolerated = 1.3;

export function regressions(machine: Machine, results: readonly Result[]): string[] {
  const baseline = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const known = new Map(baseline.results.map((one) => [one.name, one]));
  const sameMachine = baseline.machine.cpu === machine.cpu && baseline.machine.cores === machine.cores;
  return results.flatMap(({ name, value, unit, ratio }) => {
    const before = known.get(name);
    if (before === undefined) return [];
    // on another machine only what was compared in the same run can be compared again
    if (before.ratio !== null && ratio !== null) {
      return before.ratio / ratio > tolerated
        ? [`${name}: ${ratio} times the peer, was ${before.ratio}`]
        : [];
    }
    const comparable = sameMachine || unit === 'bytes';
    const worse = unit === 'steps/s' ? before.value / value : value / before.value;
    return comparable && worse > tolerated ? [`${name}: ${value} ${unit}, was ${before.value}`] : [];
  });
}

/** Figures of parts that were not measured this time stay as they were. */
export function writeBaseline(machine: Machine, results: readonly Result[]): void {
  const kept = z.object({ results: z.array(z.looseObject({ name: z.string() })) });
  const measured = new Set(results.map((one) => one.name));
  const before = kept.parse(JSON.parse(readFileSync(file, 'utf8'))).results;
  const others = before.filter((one) => !measured.has(one.name));
  writeFileSync(file, `${JSON.stringify({ machine, results: [...results, ...others] }, null, 2)}\n`);
}
