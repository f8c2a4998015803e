/** Runs one check of `npm test` and counts what passed and what failed. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
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
export async function commandCheck(name: string, command: string, args: readonly string[]): Promise<Outcome> {
  return (await runPackage(name, command, args, 'shown')) === 0 ? one.passed : one.failed;
}

/** What of vitest's JSON report we count. */
const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** What a check says: shown as it comes, or all at once when it has ended, where another is at work beside it. */
export type Said = 'shown' | 'afterwards';

/**
 * Vitest's tests. A file that could not even be read counts as one failed test, and so does a skipped test:
 * a test that did not run has proven nothing.
 */
export async function vitestCheck(
  name: string,
  args: readonly string[],
  said: Said = 'shown',
): Promise<Outcome> {
  const report = inCheckout('.cache', 'test-results', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await runPackage('vitest', 'vitest.mjs', ['run', ...args, ...reporters], said);
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

async function runPackage(
  name: string,
  command: string,
  args: readonly string[],
  said: Said,
): Promise<number> {
  const file = inCheckout('node_modules', name, command);
  // A log that is read later is no place for colours.
  const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const stdio: SpawnOptions['stdio'] = said === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [file, ...args], { cwd: inCheckout(), stdio, env });
  const output = [child.stdout, child.stderr].map((stream) => (stream === null ? '' : buffer(stream)));
  const [status] = await once(child, 'close');
  for (const part of await Promise.all(output)) process.stdout.write(part);
  return typeof status === 'number' ? status : 1;
}
