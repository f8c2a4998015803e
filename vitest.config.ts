/** The kinds of tests. `npm test` tells the stories first and then runs all others at the same time (build/test.ts). */
import { defineConfig } from 'vitest/config';

/** How long `expect.poll` waits. All times here end what hangs, nothing else: the machine may be busy with other work. */
const expectOptions = { poll: { timeout: 30_000 } };

/**
 * Where files share a process they leave nothing behind for the next one: a process for each would take
 * two seconds a file, as long as most of them need.
 */
const isolate = false;

export default defineConfig({
  test: {
    // On two processors it would leave one to itself; most tests wait for a database or a process of their own.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          expect: expectOptions,
        },
      },
      {
        test: {
          name: 'stories',
          include: ['tests/model/stories.test.ts'],
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'integration',
          isolate,
          include: ['tests/{integration,fault}/**/*.test.ts', 'tests/model/databases.test.ts'],
          globalSetup: ['tests/support/endPostgres.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          expect: expectOptions,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/environment.ts', 'tests/support/endPostgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: expectOptions,
          // One window at a time: two would fight for the processor and the focus.
          fileParallelism: false,
        },
      },
    ],
  },
});
