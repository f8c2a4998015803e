/** Devices that are enrolled, and their revocation (docs/sync-protocol.md §7). */
import type { ServerContext } from '../context.ts';
import { isId } from '../identity/id.ts';
import { oneOf } from '../store/store.ts';
import { AdminRefused } from './fault.ts';

export interface DeviceItem {
  readonly deviceId: string;
  readonly login: string;
  readonly name: string;
  readonly enrolledAt: string;
  readonly seenAt: string | null;
  readonly lastSeq: number;
  readonly revokedAs: 'lost' | 'withdrawn' | null;
}

export async function deviceList(context: ServerContext): Promise<DeviceItem[]> {
  const { store } = context;
  const devices = await store.select('device', {
    columns: ['device_id', 'person_id', 'enrolled_at', 'seen_at', 'last_seq', 'revoked_as'],
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
      })),
  );
}

/** Throws AdminRefused `device_unknown`. */
export async function deviceRevoke(
  context: ServerContext,
  deviceId: string,
  as: 'lost' | 'withdrawn',
): Promise<void> {
  if (!isId(deviceId)) throw new AdminRefused('device_unknown');
  const change = { device_id: deviceId, revoked_as: as, revoked_at: context.now() };
  const changed = await context.store.transaction((tx) => tx.update('device', [change]));
  if (changed === 0) throw new AdminRefused('device_unknown');
  await context.audit.add({ action: 'admin.device.revoke', outcome: 'done', deviceId, details: { as } });
}
