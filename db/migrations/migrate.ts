/**
 * Brings a database to the current schema, forward only. Each migration runs in one transaction
 * with the mark that it ran, so a power cut in between leaves the schema before or after it.
 */
import type { Writer } from '../open/handles.ts';
import { migrations } from './index.ts';

export function migrate(writer: Writer, upTo: number = migrations.length): void {
  for (let version = Number(writer.pragma('user_version')); version < upTo; version += 1) {
    const migration = migrations[version];
    if (migration === undefined) return;
    writer.transaction(() => {
      // another process may have run it while we waited for the lock
      if (Number(writer.pragma('user_version')) !== version) return;
      migration.up(writer);
      writer.execute(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
