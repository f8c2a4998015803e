/** What became of the steps that this device wrote, for its last word to the server. */
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const own = query.selectFrom('own_device').select('device_id');

const handedIn = prepare()(() =>
  query
    .selectFrom('step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('device_id', 'in', own)
    .where('verdict', '=', 'quarantined')
    .where('verdict_reason', '=', 'revoked'),
);
const notTaken = prepare()(() =>
  query
    .selectFrom('step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('device_id', 'in', own)
    .where('verdict', '=', 'refused'),
);

/** Own steps that the server keeps in quarantine because the device was revoked. */
export function countHandedIn(reader: Reader): number {
  return reader.get(handedIn, {})?.count ?? 0;
}

/** Own steps that the server refused. */
export function countNotTaken(reader: Reader): number {
  return reader.get(notTaken, {})?.count ?? 0;
}
