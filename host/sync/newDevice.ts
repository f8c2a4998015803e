/**
 * After a fork (docs/sync-protocol.md §5): this device was restored from a copy and has numbered
 * steps a second time. It goes on as a new device under the same keys, and what was never
 * acknowledged is sealed anew; nothing is lost and nothing is numbered twice.
 */
import { v7 } from 'uuid';
import { resealUnsent } from '#db/steps/reseal.ts';
import type { Connection } from './connection.ts';
import { readDeviceKeys, storeDeviceKeys } from './deviceKeys.ts';
import { ask } from './failure.ts';
import type { SyncPorts } from './ports.ts';

export async function goOnAsNewDevice(ports: SyncPorts, connection: Connection): Promise<void> {
  const keys = readDeviceKeys(ports.database, connection.deviceId);
  if (keys === null) throw new Error('an enrolled device has keys');
  const deviceId = v7({ msecs: ports.now().getTime() });
  await ask(() => connection.call((client) => client.device.renew({ deviceId })));
  ports.database.transaction(() => {
    resealUnsent(ports.database, deviceId, ports.now());
    storeDeviceKeys(ports.database, deviceId, keys, ports.now());
  });
}
