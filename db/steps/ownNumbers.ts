/** How far each of this profile's devices has numbered its steps. A number is never given twice. */
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const last = prepare<{ deviceId: string }>()((param) =>
  query.selectFrom('own_device').select('last_seq').where('device_id', '=', param('deviceId')),
);
const raise = prepare<{ deviceId: string; seq: number }>()((param) =>
  query
    .updateTable('own_device')
    .set({ last_seq: param('seq') })
    .where('device_id', '=', param('deviceId'))
    .where('last_seq', '<', param('seq')),
);

/** Null for a device that is none of this profile's. */
export function lastNumber(reader: Reader, deviceId: string): number | null {
  return reader.get(last, { deviceId })?.last_seq ?? null;
}

/** Up to `seq` all are given. Never goes back; changes nothing for another's device. */
export function raiseLastNumber(writer: Writer, deviceId: string, seq: number): void {
  writer.run(raise, { deviceId, seq });
}
