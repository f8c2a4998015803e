/** When a device was last in contact: written down at most so often, since a round asks several times. */
import type { ServerContext } from '../context.ts';

const noteEveryMs = 5 * 60_000;

export async function noteSeen({ store, now }: ServerContext, deviceId: string): Promise<void> {
  const [device] = await store.select('device', { columns: ['seen_at'], where: { device_id: deviceId } });
  if (device === undefined) return;
  const seen = now();
  if (device.seen_at !== null && seen.getTime() - device.seen_at.getTime() < noteEveryMs) return;
  await store.transaction((tx) => tx.update('device', [{ device_id: deviceId, seen_at: seen }]));
}
