/** Who this server is: made once, at the first start on an empty database. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { rulesVersion } from '#shared/domain/gates/checks.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import type { serverTold } from '#shared/sync/messages.ts';
import { makeFeed } from '../feeds/lock.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Store } from '../store/store.ts';
import { ensureServerKeys, type ServerKeys } from './keys.ts';

export interface ServerIdentity {
  readonly serverId: string;
  /** Changes when the server is restored from a copy, and only then. */
  readonly epoch: string;
  readonly name: string;
  /** Author of what the server derives. */
  readonly personId: string;
  readonly directoryFeedId: string;
  readonly keys: ServerKeys;
}

/** What devices are told of who this server is. */
export function serverToDevices({ serverId, name, keys }: ServerIdentity): z.infer<typeof serverTold> {
  const { sign, encrypt } = keys;
  return {
    id: serverId,
    name,
    keys: { sign: toBase64(sign.publicKey), encrypt: toBase64(encrypt.publicKey) },
    takesDocuments: true,
  };
}

export async function ensureServer(store: Store, name: string, now: Date): Promise<ServerIdentity> {
  return store.transaction(async (tx) => {
    const keys = await ensureServerKeys(tx, now);
    const [known] = await tx.select('server', { columns: columnsOf('server') });
    if (known !== undefined) {
      return {
        serverId: known.server_id,
        epoch: known.epoch,
        name: known.name,
        personId: known.person_id,
        directoryFeedId: known.directory_feed_id,
        keys,
      };
    }
    const made: ServerIdentity = {
      serverId: randomUUID(),
      epoch: randomUUID(),
      name,
      personId: randomUUID(),
      directoryFeedId: randomUUID(),
      keys,
    };
    await makeFeed(tx, made.directoryFeedId, 'directory', null);
    // a second process that starts at the same moment fails on this row, and reads it
    await tx.insert('server', [
      {
        one: 1,
        server_id: made.serverId,
        epoch: made.epoch,
        name: made.name,
        person_id: made.personId,
        directory_feed_id: made.directoryFeedId,
        made_at: now,
        rules: rulesVersion,
        reading_days: null,
      },
    ]);
    return made;
  });
}
