/** The check as an administrator orders it, beside running servers or without one. */

import { runNatively } from '#runtime/native.ts';
import { hasServer, migrationsIn } from '../backup/schema.ts';
import { knownMigrations } from '../postgres/migrate.ts';
import { type DatabasePlace, mayHoldData, openDatabase } from '../postgres/openDatabase.ts';
import { PostgresStore } from '../store/postgres.ts';
import { type Verification, type VerifyOptions, verifyServer } from './verify.ts';

export type NotVerified = 'no_server' | 'other_version';

export async function verify(
  place: DatabasePlace,
  options: VerifyOptions,
): Promise<Verification | { readonly not: NotVerified }> {
  if (!mayHoldData(place)) return { not: 'no_server' };
  runNatively();
  const { database, close } = await openDatabase(place, () => undefined);
  try {
    if (!(await hasServer(database))) return { not: 'no_server' };
    if ((await migrationsIn(database)).join() !== knownMigrations.join()) return { not: 'other_version' };
    return await new PostgresStore(database).snapshot((reads) => verifyServer(reads, options));
  } finally {
    await close();
  }
}
