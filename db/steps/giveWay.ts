/** A step that is here gives way to the same step under another seal: its own chain has a gap where it was. */
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const held = prepare<{ feedId: string; id: string }>()((param) =>
  query
    .selectFrom('step')
    .select(['device_id', 'seq'])
    .where('feed_id', '=', param('feedId'))
    .where('id', '=', param('id')),
);
const deleteStep = prepare<{ feedId: string; id: string }>()((param) =>
  query.deleteFrom('step').where('feed_id', '=', param('feedId')).where('id', '=', param('id')),
);
const next = prepare<{ feedId: string; deviceId: string; seq: number }>()((param) =>
  query
    .selectFrom('step')
    .select('id')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .where('seq', '>', param('seq'))
    .orderBy('seq')
    .limit(1),
);
const leaveGap = prepare<{ feedId: string; id: string }>()((param) =>
  query
    .updateTable('step')
    .set({ after_gap: 1 })
    .where('feed_id', '=', param('feedId'))
    .where('id', '=', param('id')),
);
const leaveHead = prepare<{ feedId: string; deviceId: string; seq: number }>()((param) =>
  query
    .updateTable('chain_head')
    .set({ removed: 1 })
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .where('seq', '=', param('seq')),
);

/** Removes it; the caller stores the other one in the same transaction. */
export function giveWay(writer: Writer, { feedId, id }: { feedId: string; id: string }): void {
  const row = writer.get(held, { feedId, id });
  if (row === undefined) return;
  const { device_id: deviceId, seq } = row;
  writer.run(deleteStep, { feedId, id });
  const after = writer.get(next, { feedId, deviceId, seq });
  if (after === undefined) writer.run(leaveHead, { feedId, deviceId, seq });
  else writer.run(leaveGap, { feedId, id: after.id });
}
