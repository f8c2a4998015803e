/** Global set-up of the integration tests: begins nothing, and in the end stops and removes the PostgreSQL of the run. */
import { existsSync, rmSync } from 'node:fs';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { postgresFolder } from './postgresFolder.ts';

export async function teardown(): Promise<void> {
  const folder = postgresFolder(process.pid);
  if (!existsSync(folder)) return;
  const embedded = await startEmbedded(folder);
  await embedded.leave();
  rmSync(folder, { recursive: true, force: true });
}
