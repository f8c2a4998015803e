/** What push sends: own steps without the server's word on them, in the order of their numbers. */
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { storedStepOf } from './rows.ts';

const unsent = prepare<{ deviceId: string; seq: number }>()((param) =>
  query
    .selectFrom('step')
    .selectAll()
    .where('pos', 'is', null)
    .where('verdict', 'is', null)
    .where('device_id', '>=', param('deviceId'))
    .where((where) => where.or([where('device_id', '>', param('deviceId')), where('seq', '>', param('seq'))]))
    .orderBy('device_id')
    .orderBy('seq'),
);
const unsentCount = prepare()(() =>
  query
    .selectFrom('step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('pos', 'is', null)
    .where('verdict', 'is', null),
);

/** What a step costs on the wire beside its payload, bytes: an upper guess. */
const headerBytes = 200;

export interface BatchLimits {
  readonly maxSteps: number;
  readonly maxBytes: number;
  /** Only steps behind this one: it is on its way already. */
  readonly after?: { readonly deviceId: string; readonly seq: number } | undefined;
}

/** A batch for one push: at least one step if there is any, however large. */
export function unsentSteps(reader: Reader, limits: BatchLimits): SealedStep[] {
  const batch: SealedStep[] = [];
  let size = 0;
  for (const row of reader.each(unsent, limits.after ?? { deviceId: '', seq: 0 })) {
    size += row.payload.length + headerBytes;
    if (batch.length > 0 && (size > limits.maxBytes || batch.length >= limits.maxSteps)) break;
    const { pos, receivedAt, verdict, verdictReason, afterGap, ...sealed } = storedStepOf(row);
    batch.push(sealed);
  }
  return batch;
}

export function countUnsent(reader: Reader): number {
  return reader.get(unsentCount, {})?.count ?? 0;
}
