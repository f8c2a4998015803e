/** The procedures of the wire for a device whose bundle is here: nobody but the signature said who it is. */
import { createRouterClient } from '@orpc/server';
import { equalBytes } from '#shared/sync/bytes.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import { protocolVersion } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import { makeRouter } from '../http/router.ts';
import { callerColumns, callerOf } from '../identity/token.ts';

/** Calls them as the device of this id, if it has this signing key. */
export function lineAs(server: ServerContext, deviceId: string, signKey: Uint8Array): SyncClient {
  const router = makeRouter(server, async ({ store }) => {
    const [device] = await store.select('device', {
      columns: callerColumns,
      where: { device_id: deviceId },
    });
    if (device === undefined || !equalBytes(device.sign_key, signKey)) return 'unknown_device';
    return callerOf(device);
  });
  return createRouterClient(router, {
    context: {
      authorization: undefined,
      address: 'file',
      // a file tells its own version (§15)
      protocol: protocolVersion,
      body: new Uint8Array(),
      closing: new AbortController().signal,
    },
  });
}
