/**
 * `npm run bench`: what the design promises in numbers, measured in one run on one machine. With `--json` one
 * JSON document on stdout; with `--keep` the figures become the baseline. It compares and warns and never
 * fails on a figure; it is no part of `npm test`.
 */
import process from 'node:process';
import { measureCommit } from './commit.ts';
import { largeProfile, manyChildren } from './field/manyChildren.ts';
import { measureImport } from './importRegister.ts';
import { regressions, writeBaseline } from './output/baseline.ts';
import { describeMachine } from './output/machine.ts';
import type { Result } from './output/result.ts';
import { tableOf } from './output/table.ts';
import { measureSearch } from './search.ts';
import { measureStart } from './startHost.ts';
import { fsyncSettings, measureSync } from './sync/measure.ts';

const machine = describeMachine(new Date());
const results: Result[] = [];
progress('commit');
results.push(...(await measureCommit()));
progress('import of 5,000 rows');
results.push(...(await measureImport()));
const home = await largeProfile((done) => {
  if (done % 5000 === 0) progress(`the large database is made once: ${done} of ${manyChildren} children`);
});
progress('search');
results.push(...(await measureSearch(home)));
results.push(...(await measureSync(progress)));
progress('start');
results.push(...(await measureStart(home)));

const warnings = regressions(machine, results).map((one) => `warning: slower than the baseline: ${one}`);
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
