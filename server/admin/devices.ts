/** Devices that are enrolled, and their revocation (docs/sync-protocol.md §7). */
import type { FarewellReport } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import { isId } from '../identity/id.ts';
import { columnsOf } from '../store/shapes.ts';
import { oneOf } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { AdminRefused } from './fault.ts';

export interface DeviceItem {
  readonly deviceId: string;
  readonly login: string;
  readonly name: string;
  readonly enrolledAt: string;
  readonly seenAt: string | null;
  readonly lastSeq: number;
  readonly revokedAs: 'lost' | 'withdrawn' | null;
  /** When the device said that it has destroyed what it held, and what it could hand in before; null where it has not. */
  readonly wiped: (FarewellReport & { readonly at: string }) | null;
}

export async function deviceList(context: ServerContext): Promise<DeviceItem[]> {
  const { store } = context;
  const devices = await store.select('device', {
    columns: columnsOf('device'),
    order: ['enrolled_at'],
  });
  const people = await store.select('person', {
    columns: ['person_id', 'login', 'name'],
    where: { person_id: oneOf(devices.map((device) => device.person_id)) },
    order: ['login'],
  });
  return people.flatMap((person) =>
    devices
      .filter((device) => device.person_id === person.person_id)
      .map((device) => ({
        deviceId: device.device_id,
        login: person.login,
        name: person.name,
        enrolledAt: device.enrolled_at.toISOString(),
        seenAt: device.seen_at?.toISOString() ?? null,
        lastSeq: device.last_seq,
        revokedAs: device.revoked_as,
        wiped: wipedOf(device),
      })),
  );
}

function wipedOf(device: Tables['device']): DeviceItem['wiped'] {
  if (device.wiped_at === null) return null;
  return {
    at: device.wiped_at.toISOString(),
    handedIn: device.wiped_handed_in ?? 0,
    leftSteps: device.wiped_left_steps ?? 0,
    leftDocuments: device.wiped_left_documents ?? 0,
  };
}

/**
 * Revokes a device under every id it had: whoever holds one of them holds the keys of all.
 * Throws AdminRefused `device_unknown`.
 */
export async function deviceRevoke(
  context: ServerContext,
  deviceId: string,
  as: 'lost' | 'withdrawn',
): Promise<void> {
  if (!isId(deviceId)) throw new AdminRefused('device_unknown');
  await context.store.transaction(async (tx) => {
    const [device] = await tx.select('device', {
      columns: ['person_id', 'sign_key'],
      where: { device_id: deviceId },
    });
    if (device === undefined) throw new AdminRefused('device_unknown');
    const { person_id, sign_key } = device;
    const ids = await tx.select('device', { columns: ['device_id'], where: { person_id, sign_key } });
    const revoked = { revoked_as: as, revoked_at: context.now() };
    await tx.update(
      'device',
      ids.map(({ device_id }) => ({ device_id, ...revoked })),
    );
  });
  await context.audit.add({ action: 'admin.device.revoke', outcome: 'done', deviceId, details: { as } });
}
