/** The end of a revoked device (docs/sync-protocol.md §7): what it is told, and what it says when it has ended. */
import { toBase64 } from '#shared/sync/base64.ts';
import type { DeviceRevoked, FarewellReport } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from './token.ts';

export function revocationOf(
  { identity }: ServerContext,
  as: DeviceRevoked['as'],
  secret: Uint8Array | null,
): DeviceRevoked {
  return { as, epoch: identity.epoch, ...(secret === null ? {} : { proof: toBase64(secret) }) };
}

/** Noted with every id that the device had: all of them are one laptop. */
export async function noteWiped(
  { store, now }: ServerContext,
  { personId, signKey }: Caller,
  { handedIn, leftSteps, leftDocuments }: FarewellReport,
): Promise<void> {
  await store.transaction(async (tx) => {
    const where = { person_id: personId, sign_key: signKey };
    const ids = await tx.select('device', { columns: ['device_id'], where });
    const wiped = {
      wiped_at: now(),
      wiped_handed_in: handedIn,
      wiped_left_steps: leftSteps,
      wiped_left_documents: leftDocuments,
    };
    await tx.update(
      'device',
      ids.map(({ device_id }) => ({ device_id, ...wiped })),
    );
  });
}
