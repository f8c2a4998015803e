/** Who this server is: made once, at the first start on an empty database. */
import { randomUUID } from 'node:crypto';
import { emptyChecksum } from '#shared/sync/checksum.ts';
import type { Database } from '../postgres/connect.ts';
import { inTransaction } from '../postgres/retry.ts';

export interface ServerIdentity {
  readonly serverId: string;
  /** Changes when the server is restored from a copy, and only then. */
  readonly epoch: string;
  readonly name: string;
  /** Author of what the server derives. */
  readonly personId: string;
  readonly directoryFeedId: string;
}

export async function ensureServer(database: Database, name: string, now: Date): Promise<ServerIdentity> {
  return inTransaction(database, async (tx) => {
    const known = await tx.selectFrom('server').selectAll().executeTakeFirst();
    if (known !== undefined) {
      return {
        serverId: known.server_id,
        epoch: known.epoch,
        name: known.name,
        personId: known.person_id,
        directoryFeedId: known.directory_feed_id,
      };
    }
    const made: ServerIdentity = {
      serverId: randomUUID(),
      epoch: randomUUID(),
      name,
      personId: randomUUID(),
      directoryFeedId: randomUUID(),
    };
    await tx
      .insertInto('feed')
      .values({
        feed_id: made.directoryFeedId,
        kind: 'directory',
        institution_id: null,
        checksum: emptyChecksum,
        writer_id: randomUUID(),
      })
      .execute();
    // a second process that starts at the same moment fails on this row, and reads it
    await tx
      .insertInto('server')
      .values({
        one: 1,
        server_id: made.serverId,
        epoch: made.epoch,
        name: made.name,
        person_id: made.personId,
        directory_feed_id: made.directoryFeedId,
        made_at: now,
      })
      .execute();
    return made;
  });
}
