/**
 * `npm test`: every check; a failed one does not keep the next from running. The last
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

/** One after the other; those in a list at the same time. */
const stages: readonly (Stage | readonly Stage[])[] = [
  {
    name: 'format and lint',
    run: () => commandCheck('@biomejs/biome', 'bin/biome', ['ci', '--error-on-warnings']),
  },
  { name: 'types', run: () => commandCheck('typescript', 'bin/tsc', ['--noEmit', '-p', '.']) },
  { name: 'layers', run: () => checkOf(checkLayers) },
  { name: 'unused code', run: () => commandCheck('knip', 'bin/knip.js', ['--no-progress']) },
  { name: 'bundle', run: () => checkOf(async () => void (await bundle())) },
  // by themselves: they keep every processor busy
  { name: 'stories of sync', run: () => vitestCheck('stories', ['--project', 'stories']) },
  // both wait for processes of their own for much of their time
  [
    {
      name: 'unit and integration',
      run: () => vitestCheck('fast', ['--project', 'unit', '--project', 'integration']),
    },
    { name: 'Electron end to end', run: () => vitestCheck('e2e', ['--project', 'e2e'], 'afterwards') },
  ],
];

interface Ended {
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

async function runStage({ name, run }: Stage): Promise<Ended> {
  process.stdout.write(`\n── ${name}\n`);
  const startedAt = performance.now();
  const outcome = await run();
  return { name, outcome, seconds: (performance.now() - startedAt) / 1000 };
}

ensureSystemPackages('tests');
const electron = await obtainElectron();
if (!electron.ok) process.stderr.write(`uige: ${electron.reason}\n`);

const results: Ended[] = [];
for (const stage of stages) {
  const together = 'run' in stage ? [stage] : stage;
  results.push(...(await Promise.all(together.map(runStage))));
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
