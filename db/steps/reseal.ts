/**
 * After a fork (this device was restored from an old copy and numbered steps a second time): it
 * goes on as a new device and seals anew only what was never acknowledged. Ids, payloads and salts
 * stay, so what other steps refer to still holds; numbers and chain are those of the new device.
 */
import { sealBytes } from '#shared/sync/seal.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { prevHashOf, storeOwn } from './append.ts';
import { storedStepOf } from './rows.ts';

const unsent = prepare()(() =>
  query
    .selectFrom('step')
    .selectAll()
    .where('pos', 'is', null)
    .where('verdict', 'is', null)
    .orderBy('device_id')
    .orderBy('seq'),
);
const deleteStep = prepare<{ feedId: string; id: string }>()((param) =>
  query.deleteFrom('step').where('feed_id', '=', param('feedId')).where('id', '=', param('id')),
);
const newestOf = prepare<{ feedId: string; deviceId: string }>()((param) =>
  query
    .selectFrom('step')
    .select(['seq', 'hash'])
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .orderBy('seq', 'desc')
    .limit(1),
);
const deleteHead = prepare<{ feedId: string; deviceId: string }>()((param) =>
  query
    .deleteFrom('chain_head')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId')),
);
const becomeDevice = prepare<{ deviceId: string }>()((param) =>
  query.updateTable('profile').set({ device_id: param('deviceId') }),
);

/** Answers how many steps were sealed anew. The new device's keys are the caller's to make. */
export function resealUnsent(writer: Writer, newDeviceId: string, now: Date): number {
  return writer.transaction(() => {
    const steps = writer.all(unsent, {}).map(storedStepOf);
    writer.insert('own_device', {
      device_id: newDeviceId,
      last_seq: steps.length,
      made_at: now.toISOString(),
    });
    for (const step of steps) writer.run(deleteStep, { feedId: step.feedId, id: step.id });
    for (const step of steps) restoreHead(writer, step.feedId, step.deviceId);
    for (const [index, step] of steps.entries()) {
      const header = { ...step, deviceId: newDeviceId, seq: index + 1 };
      storeOwn(writer, sealBytes(header, step.payload, step.salt, prevHashOf(writer, header)));
    }
    writer.run(becomeDevice, { deviceId: newDeviceId });
    return steps.length;
  });
}

/** The old device's chain ends at its newest acknowledged step. */
function restoreHead(writer: Writer, feedId: string, deviceId: string): void {
  writer.run(deleteHead, { feedId, deviceId });
  const newest = writer.get(newestOf, { feedId, deviceId });
  if (newest !== undefined) {
    const { seq, hash } = newest;
    writer.put('chain_head', { feed_id: feedId, device_id: deviceId, seq, hash, removed: 0 });
  }
}
