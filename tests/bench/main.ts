/**
 * `npm run bench`: what the design promises in numbers, measured in one run on one machine. `-- commit sync`
 * measures these parts alone; with `--json` one JSON document on stdout; with `--keep` the figures become
 * the baseline. It compares and warns and never fails on a figure; it is no part of `npm test`.
 */
import process from 'node:process';
import { measureCommit } from './commit.ts';
import { largeProfile, manyChildren } from './field/manyChildren.ts';
import { measureImport } from './importRegister.ts';
import { regressions, writeBaseline } from './output/baseline.ts';
import { describeMachine } from './output/machine.ts';
import type { Result } from './output/result.ts';
import { tableOf } from './output/table.ts';
import { removeLeftovers } from './places.ts';
import { measureSearch } from './search.ts';
import { measureStart } from './startHost.ts';
import { measureCrowd } from './sync/crowd.ts';
import { fsyncSettings, measureBytes, measureSync } from './sync/measure.ts';
import { measureSnapshot } from './sync/snapshot.ts';

const parts: Readonly<Record<string, () => Promise<Result[]>>> = {
  commit: measureCommit,
  import: measureImport,
  sync: () => measureSync(progress),
  bytes: () => measureBytes(progress),
  snapshot: measureSnapshot,
  server: () => measureCrowd(progress),
  search: async () => measureSearch(await largeProfile(progressOfLarge)),
  start: async () => measureStart(await largeProfile(progressOfLarge)),
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(
    `no part is called ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}\n`,
  );
  process.exit(2);
}

removeLeftovers();
const machine = describeMachine(new Date());
const results: Result[] = [];
const begun = performance.now();
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  progress(name);
  results.push(...(await measure()));
}
progress(`done in ${Math.round((performance.now() - begun) / 1000)} s`);

const warnings = regressions(machine, results).map((one) => `warning: worse than the baseline: ${one}`);
if (process.argv.includes('--keep')) writeBaseline(machine, results);
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ machine, results })}\n`);
  process.stderr.write([...fsyncSettings, ...warnings, ''].join('\n'));
} else {
  process.stdout.write(tableOf(machine, results, [...fsyncSettings, ...warnings]));
}

/** To stderr: stdout is the figures' own. */
function progress(what: string): void {
  process.stderr.write(`bench: ${what}\n`);
}

function progressOfLarge(done: number): void {
  if (done % 5000 === 0) progress(`the large database is made once: ${done} of ${manyChildren} children`);
}
