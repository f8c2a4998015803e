/** Where the PostgreSQL of one test run lies, by the process that runs it. */
import { tmpdir } from 'node:os';
import path from 'node:path';

export function postgresFolder(runPid: number): string {
  return path.join(tmpdir(), `uige-test-postgres-${runPid}`);
}
