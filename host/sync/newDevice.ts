/**
 * After a fork (docs/sync-protocol.md §5): this device was restored from a copy and has numbered
 * steps a second time. It goes on as a new device under the same keys, and what was never
 * acknowledged is sealed anew; nothing is lost and nothing is numbered twice.
 */
import { v7 } from 'uuid';
import type { Reader } from '#db/open/handles.ts';
import { prepare, query } from '#db/open/query.ts';
import { resealUnsent } from '#db/steps/reseal.ts';
import type { Connection } from './connection.ts';
import { readDeviceKeys, storeDeviceKeys } from './deviceKeys.ts';
import { ask, meaningOf, RoundEnded, refusalCode } from './failure.ts';
import type { SyncPorts } from './ports.ts';

export async function goOnAsNewDevice(ports: SyncPorts, connection: Connection): Promise<void> {
  const deviceId = v7({ msecs: ports.now().getTime() });
  await ask(() => connection.call((client) => client.device.renew({ deviceId })));
  takeId(ports, connection.deviceId, deviceId);
}

/** Where there is no link: the next question, or `introduceAgain` by wire, tells the server of the new id. */
export function goOnUnannounced(ports: SyncPorts, formerId: string): void {
  takeId(ports, formerId, v7({ msecs: ports.now().getTime() }));
}

function takeId({ database, now }: SyncPorts, formerId: string, deviceId: string): void {
  const keys = readDeviceKeys(database, formerId);
  if (keys === null) throw new Error('an enrolled device has keys');
  database.transaction(() => {
    resealUnsent(database, deviceId, now());
    storeDeviceKeys(database, deviceId, keys, now());
  });
}

const ownDevices = prepare()(() =>
  query
    .selectFrom('device_key')
    .select('device_id')
    .where('purpose', '=', 'sign')
    .orderBy('made_at')
    .orderBy('device_id'),
);

/** Every id under which this device was known to the server, oldest first. */
export function ownIds(reader: Reader): string[] {
  return reader.all(ownDevices, {}).map((row) => row.device_id);
}

/**
 * A server restored from an old copy may not know this device under its present id, but under one it
 * had before. Then that one introduces all the others anew. False where the server knows none of them.
 */
export async function introduceAgain(ports: SyncPorts, connection: Connection): Promise<boolean> {
  const ids = ownIds(ports.database).toReversed();
  for (const known of ids) {
    if (known === connection.deviceId) continue;
    try {
      for (const deviceId of ids.toReversed()) {
        if (deviceId === known) continue;
        // one that the server knows from another is in its place already
        await connection
          .call((client) => client.device.renew({ deviceId }), known)
          .catch((error) => {
            if (refusalCode(error) !== 'BAD_REQUEST') throw error;
          });
      }
      return true;
    } catch (error) {
      // not known under this id either
      if (refusalCode(error) !== 'TOKEN_REFUSED') throw new RoundEnded(meaningOf(error));
    }
  }
  return false;
}
