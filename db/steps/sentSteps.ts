/** Own steps that were handed in earlier and still have no word of the server, for an answer that comes late. */
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { bytes, storedStepOf } from './rows.ts';

const unsentBetween = prepare<{ deviceId: string; first: number; last: number }>()((param) =>
  query
    .selectFrom('step')
    .selectAll()
    .where('pos', 'is', null)
    .where('verdict', 'is', null)
    .where('device_id', '=', param('deviceId'))
    .where('seq', '>=', param('first'))
    .where('seq', '<=', param('last'))
    .orderBy('seq'),
);
const sealOf = prepare<{ deviceId: string; feedId: string; seq: number }>()((param) =>
  query
    .selectFrom('step')
    .select('hash')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .where('seq', '=', param('seq')),
);

/** Without the server's word, by number; only of this device, from `first` to `last`. */
export function unsentBetweenSeqs(
  reader: Reader,
  deviceId: string,
  first: number,
  last: number,
): SealedStep[] {
  return reader.all(unsentBetween, { deviceId, first, last }).map((row) => {
    const { pos, receivedAt, verdict, verdictReason, afterGap, ...sealed } = storedStepOf(row);
    return sealed;
  });
}

/** The hash of the step with this number; null where it is not held. */
export function sealAt(reader: Reader, deviceId: string, feedId: string, seq: number): Uint8Array | null {
  const row = reader.get(sealOf, { deviceId, feedId, seq });
  return row === undefined ? null : bytes(row.hash);
}
