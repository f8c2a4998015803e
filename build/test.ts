/**
 * `npm test`: every check, one after the other; a failed one does not keep the next from running. The last
 * line is `N passed, N failed`: the tests, and one for each check that is not a test. Exit status 1 when
 * anything failed.
 */
import { bundle } from './bundle.ts';
import { checkLayers } from './checks/layers.ts';
import { checkOf, commandCheck, type Outcome, vitestCheck } from './checks/outcome.ts';
import { ensureSystemPackages } from './runtime/debian.ts';
import { obtainElectron } from './runtime/electron.ts';

interface Stage {
  readonly name: string;
  run(): Promise<Outcome> | Outcome;
}

const stages: readonly Stage[] = [
  {
    name: 'format and lint',
    run: () => commandCheck('@biomejs/biome', 'bin/biome', ['ci', '--error-on-warnings']),
  },
  { name: 'types', run: () => commandCheck('typescript', 'bin/tsc', ['--noEmit', '-p', '.']) },
  { name: 'layers', run: () => checkOf(checkLayers) },
  { name: 'unused code', run: () => commandCheck('knip', 'bin/knip.js', ['--no-progress']) },
  {
    name: 'unit and integration',
    run: () => vitestCheck('fast', ['--project', 'unit', '--project', 'integration']),
  },
  { name: 'bundle', run: () => checkOf(async () => void (await bundle())) },
  { name: 'Electron end to end', run: () => vitestCheck('e2e', ['--project', 'e2e']) },
];

ensureSystemPackages('tests');
const electron = await obtainElectron();
if (!electron.ok) process.stderr.write(`uige: ${electron.reason}\n`);

const results: { readonly name: string; readonly outcome: Outcome; readonly seconds: number }[] = [];
for (const { name, run } of stages) {
  process.stdout.write(`\n── ${name}\n`);
  const startedAt = performance.now();
  const outcome = await run();
  results.push({ name, outcome, seconds: (performance.now() - startedAt) / 1000 });
}

process.stdout.write('\n');
for (const { name, outcome, seconds } of results) {
  const mark = outcome.failed === 0 ? '✓' : '✗';
  const counts = `${outcome.passed} passed, ${outcome.failed} failed`;
  process.stdout.write(`${mark} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s   ${counts}\n`);
}
const passed = results.reduce((sum, { outcome }) => sum + outcome.passed, 0);
const failed = results.reduce((sum, { outcome }) => sum + outcome.failed, 0);
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
