/**
 * The end of a revoked device. The order is what makes it safe: first a note, by which a later start
 * goes on if this is cut short; then the key, without which nothing here can be read; then the database;
 * and only then, with the key that is still in memory, a word to the server. So what the server notes is
 * true, and no network is waited for before the key is gone.
 */
import { destroyAll, destroyKey } from '#db/vault/destroy.ts';
import { type WipedNote, writeWipedNote } from '#db/vault/wipedNote.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Connection } from '../sync/connection.ts';
import { reportOf, tellWiped } from '../sync/farewell.ts';

export interface Ending {
  readonly open: OpenProfile;
  readonly as: WipedNote['as'];
  readonly connection: Connection;
  /** Closes the database and forgets its key. */
  readonly lock: () => Promise<void>;
}

export async function wipe({ open, as, connection, lock }: Ending): Promise<void> {
  const { home, language } = open;
  const report = reportOf(open.database);
  const at = open.now().toISOString();
  const note = { as, at, language, ...report, done: false, told: false };
  // read while it can be
  connection.signKey();
  writeWipedNote(home, note);
  destroyKey(home);
  await lock();
  const done = destroyAll(home);
  writeWipedNote(home, { ...note, done });
  if (await tellWiped(connection, report)) writeWipedNote(home, { ...note, done, told: true });
}
