/** Devices that are enrolled, and their revocation (docs/sync-protocol.md §7). */
import type { ServerContext } from '../context.ts';
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
  const rows = await context.database
    .selectFrom('device')
    .innerJoin('person', 'person.person_id', 'device.person_id')
    .select(['device_id', 'login', 'name', 'enrolled_at', 'seen_at', 'last_seq', 'revoked_as'])
    .orderBy('login')
    .orderBy('enrolled_at')
    .execute();
  return rows.map((row) => ({
    deviceId: row.device_id,
    login: row.login,
    name: row.name,
    enrolledAt: row.enrolled_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
    lastSeq: row.last_seq,
    revokedAs: row.revoked_as,
  }));
}

/** Throws AdminRefused `device_unknown`. */
export async function deviceRevoke(
  context: ServerContext,
  deviceId: string,
  as: 'lost' | 'withdrawn',
): Promise<void> {
  const changed = /^[0-9a-f-]{36}$/.test(deviceId)
    ? await context.database
        .updateTable('device')
        .set({ revoked_as: as, revoked_at: context.now() })
        .where('device_id', '=', deviceId)
        .executeTakeFirst()
    : null;
  if (changed === null || changed.numUpdatedRows === 0n) throw new AdminRefused('device_unknown');
  await context.audit.add({ action: 'admin.device.revoke', outcome: 'done', deviceId, details: { as } });
}
