/** What push sends: own steps without the server's word on them, in the order of their numbers. */
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
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
const unsentCount = prepare()(() =>
  query
    .selectFrom('step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('pos', 'is', null)
    .where('verdict', 'is', null),
);

/** What a step costs on the wire beside its payload, bytes: an upper guess. */
const headerBytes = 200;

/** A batch for one push: at least one step if there is any, however large. */
export function unsentSteps(
  reader: Reader,
  limits: { readonly maxSteps: number; readonly maxBytes: number },
): SealedStep[] {
  const batch: SealedStep[] = [];
  let size = 0;
  for (const row of reader.each(unsent, {})) {
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
