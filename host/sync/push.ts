/**
 * Push until nothing waits (docs/sync-protocol.md §5). Batches shrink when the link is bad and
 * grow again when it is good; a cut answer is asked for again and answered the same. A step the
 * server refuses or withholds never holds up the ones behind it.
 */

import { resetEpoch } from '#db/steps/epoch.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Connection } from './connection.ts';
import { meaningOf, RoundEnded } from './failure.ts';
import { goOnAsNewDevice } from './newDevice.ts';
import type { SyncPorts } from './ports.ts';
import { prepareBatch, prepared, pushBatch, type Sending, send } from './sending.ts';
import { takeVerdicts } from './verdicts.ts';

export interface Pushed {
  readonly pushed: number;
  readonly caseIds: readonly string[];
  /** The server has forgotten an epoch, or this device went on as a new one: begin the round again. */
  readonly again: boolean;
}

export interface PushWatch {
  readonly signal: AbortSignal | undefined;
  readonly progress: (done: number, total: number) => void;
}

export async function pushAll(ports: SyncPorts, connection: Connection, watch: PushWatch): Promise<Pushed> {
  const caseIds = new Set<string>();
  const total = countUnsent(ports.database);
  let pushed = 0;
  const gauge = ports.link.batch;
  let ahead: Sending | null = null;
  for (;;) {
    watch.signal?.throwIfAborted();
    const sending: Sending | null =
      ahead ?? send(connection, prepareBatch(ports, connection, gauge.bytes), watch.signal);
    ahead = null;
    if (sending === null) return { pushed, caseIds: [...caseIds], again: false };
    watch.progress(pushed, Math.max(total, pushed + sending.batch.length));
    const { batch } = sending;
    await sending.onItsWay;
    // the next batch is made ready while the server works at this one
    const next = prepareBatch(ports, connection, gauge.bytes, batch.at(-1));
    const outcome = await sending.outcome;
    if (outcome === 'cut' || outcome === 'silent') {
      if (!gauge.brokeOff(sizeOf(batch), outcome === 'silent')) throw new RoundEnded(noAnswer);
      continue;
    }
    if ('tooLarge' in outcome) {
      // large requests are read of known devices alone: why this is none, a small one is told
      if (!gauge.brokeOff(sizeOf(batch), true)) throw new RoundEnded(outcome.tooLarge);
      continue;
    }
    if ('behind' in outcome) {
      // a server restored from a copy lacks what came before: it is sent again from the start
      if (resetEpoch(ports.database, outcome.behind) === 0) await goOnAsNewDevice(ports, connection);
      return { pushed, caseIds: [...caseIds], again: true };
    }
    if ('renewFrom' in outcome) {
      const before = batch.filter((step) => step.seq < outcome.renewFrom);
      if (before.length > 0) {
        // the server knows these with this very content: their answer was lost
        const known = await pushBatch(connection, prepared(connection, before), watch.signal);
        if (typeof known === 'string' || 'tooLarge' in known) throw new RoundEnded(noAnswer);
        if ('answer' in known) takeVerdicts(ports.database, before, known.answer);
        continue;
      }
      await goOnAsNewDevice(ports, connection);
      return { pushed, caseIds: [...caseIds], again: true };
    }
    gauge.cameThrough();
    // and travels while this one's answer is stored
    ahead = send(connection, next, watch.signal);
    await ahead?.onItsWay;
    const applied = takeVerdicts(ports.database, batch, outcome.answer);
    if (applied === null) {
      await ahead?.outcome.catch(() => undefined);
      return { pushed, caseIds: [...caseIds], again: true };
    }
    for (const caseId of applied) caseIds.add(caseId);
    pushed += batch.length;
  }
}

function sizeOf(batch: readonly SealedStep[]): number {
  return batch.reduce((sum, step) => sum + step.payload.length, 0);
}

const noAnswer = meaningOf(new TypeError('no answer'));
