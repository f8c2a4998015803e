/** Runs one check of `npm test` and counts what passed and what failed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { inCheckout } from '../bootstrap/places.js';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

const one = { passed: { passed: 1, failed: 0 }, failed: { passed: 0, failed: 1 } } as const;

/** A check of our own: it fails when it throws. */
export async function checkOf(work: () => void | Promise<void>): Promise<Outcome> {
  try {
    await work();
    return one.passed;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return one.failed;
  }
}

/** An installed package's command, run on this very Node: it fails with its exit status. */
export function commandCheck(name: string, command: string, args: readonly string[]): Outcome {
  return runPackage(name, command, args) === 0 ? one.passed : one.failed;
}

/** What of vitest's JSON report we count. */
const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * Vitest's tests. A file that could not even be read counts as one failed test, and so does a skipped test:
 * a test that did not run has proven nothing.
 */
export function vitestCheck(name: string, args: readonly string[]): Outcome {
  const report = inCheckout('.cache', 'test-results', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const status = runPackage('vitest', 'vitest.mjs', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  try {
    const result = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')));
    const unread = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    const failed = result.numFailedTests + result.numPendingTests + unread;
    // Something outside of any test can fail too: an error that nobody caught.
    return { passed: result.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
  } catch {
    return one.failed;
  }
}

function runPackage(name: string, command: string, args: readonly string[]): number {
  const file = inCheckout('node_modules', name, command);
  // A log that is read later is no place for colours.
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const result = spawnSync(process.execPath, [file, ...args], { cwd: inCheckout(), stdio: 'inherit', env });
  return result.status ?? 1;
}
