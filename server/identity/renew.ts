/** After a fork (docs/sync-protocol.md §5): the same person and keys go on under a new device id, numbering from 1. */
import type { ServerContext } from '../context.ts';
import { inTransaction } from '../postgres/retry.ts';

/** False where the id is another device's. Asked again for the same id, it is true again. */
export async function renewDevice(
  context: ServerContext,
  deviceId: string,
  newDeviceId: string,
): Promise<boolean> {
  return inTransaction(context.database, async (tx) => {
    const taken = await tx
      .selectFrom('device')
      .select('renewed_from')
      .where('device_id', '=', newDeviceId)
      .executeTakeFirst();
    if (taken !== undefined) return taken.renewed_from === deviceId;
    const old = await tx
      .selectFrom('device')
      .selectAll()
      .where('device_id', '=', deviceId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('device')
      .values({
        device_id: newDeviceId,
        person_id: old.person_id,
        sign_key: old.sign_key,
        encrypt_key: old.encrypt_key,
        renewed_from: deviceId,
        enrolled_at: context.now(),
      })
      .execute();
    return true;
  });
}
