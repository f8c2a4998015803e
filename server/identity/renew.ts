/** After a fork (docs/sync-protocol.md §5): the same person and keys go on under a new device id, numbering from 1. */
import type { ServerContext } from '../context.ts';
import type { Tables } from '../store/tables.ts';

type DeviceRow = Tables['device'];

/** A device from which nothing has come yet. */
export function newDevice(
  given: Pick<
    DeviceRow,
    | 'device_id'
    | 'person_id'
    | 'sign_key'
    | 'encrypt_key'
    | 'renewed_from'
    | 'enrolled_at'
    | 'revocation_secret'
  >,
): DeviceRow {
  return {
    ...given,
    last_seq: 0,
    revoked_as: null,
    revoked_at: null,
    seen_at: null,
    wiped_at: null,
    wiped_handed_in: null,
    wiped_left_steps: null,
    wiped_left_documents: null,
  };
}

/** False where the id is another device's. Asked again for the same id, it is true again. */
export async function renewDevice(
  context: ServerContext,
  deviceId: string,
  newDeviceId: string,
): Promise<boolean> {
  return context.store.transaction(async (tx) => {
    const [taken] = await tx.select('device', {
      columns: ['renewed_from'],
      where: { device_id: newDeviceId },
    });
    if (taken !== undefined) return taken.renewed_from === deviceId;
    const [old] = await tx.select('device', {
      columns: ['person_id', 'sign_key', 'encrypt_key', 'revoked_as', 'revoked_at', 'revocation_secret'],
      where: { device_id: deviceId },
    });
    if (old === undefined) return false;
    const { person_id, sign_key, encrypt_key, revoked_as, revoked_at, revocation_secret } = old;
    const made = {
      device_id: newDeviceId,
      renewed_from: deviceId,
      enrolled_at: context.now(),
      revocation_secret,
    };
    // a revoked device stays revoked under every id
    const renewed = { ...newDevice({ person_id, sign_key, encrypt_key, ...made }), revoked_as, revoked_at };
    await tx.insert('device', [renewed]);
    return true;
  });
}
