/** What the reader of a pulled page asks of the steps that are held already. */
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { bytes, type StoredStep, storedStepOf } from './rows.ts';

const atPos = prepare<{ feedId: string; pos: number }>()((param) =>
  query.selectFrom('step').selectAll().where('feed_id', '=', param('feedId')).where('pos', '=', param('pos')),
);
const withoutPos = prepare<{ deviceId: string; seq: number }>()((param) =>
  query
    .selectFrom('step')
    .selectAll()
    .where('pos', 'is', null)
    .where('device_id', '=', param('deviceId'))
    .where('seq', '=', param('seq')),
);
const lastPositioned = prepare<{ feedId: string; deviceId: string }>()((param) =>
  query
    .selectFrom('step')
    .select('hash')
    .where('feed_id', '=', param('feedId'))
    .where('device_id', '=', param('deviceId'))
    .where('pos', 'is not', null)
    .orderBy('pos', 'desc')
    .limit(1),
);

/** The own step that the server tells of by position and number only; null where it is not held. */
export function heldOwnStep(
  reader: Reader,
  of: { readonly feedId: string; readonly pos: number; readonly deviceId: string; readonly seq: number },
): StoredStep | null {
  const placed = reader.get(atPos, of);
  const row = placed ?? reader.get(withoutPos, of);
  const fits = row?.feed_id === of.feedId && row.device_id === of.deviceId && row.seq === of.seq;
  return row !== undefined && fits ? storedStepOf(row) : null;
}

/**
 * The hash of the last positioned step of a device in a feed, from which the chain of its next
 * positioned one goes on unless the server says otherwise; null where there is none.
 */
export function lastPositionedHash(reader: Reader, feedId: string, deviceId: string): Uint8Array | null {
  const row = reader.get(lastPositioned, { feedId, deviceId });
  return row === undefined ? null : bytes(row.hash);
}
