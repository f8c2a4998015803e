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
import type { Link } from './link.ts';
import { goOnAsNewDevice } from './newDevice.ts';
import type { SyncPorts } from './ports.ts';
import { type Outcome, prepareBatch, prepared, pushBatch, type Sending, send } from './sending.ts';
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
  let sending: Sending | null = null;
  let ahead: Sending | null = null;
  try {
    for (;;) {
      watch.signal?.throwIfAborted();
      sending = ahead ?? send(ports, connection, prepareBatch(ports, connection), watch.signal);
      ahead = null;
      if (sending === null) return { pushed, caseIds: [...caseIds], again: false };
      const { batch } = sending;
      watch.progress(pushed, Math.max(total, pushed + batch.length));
      await sending.onItsWay;
      // the next batch is made ready while the server works at this one, and goes there too where the line is quick
      const next = prepareBatch(ports, connection, batch.at(-1));
      const early = gauge.quick && ports.link.keepsOrder;
      if (early) ahead = send(ports, connection, next, watch.signal, { ahead: true });
      const outcome = await sending.outcome;
      if (!('answer' in outcome)) {
        await ahead?.drop();
        ahead = null;
        if ('early' in outcome) ports.link.keepsOrder &&= outcome.early !== 'overtook';
        else if (await startsAgain(ports, connection, sending, outcome, watch)) {
          return { pushed, caseIds: [...caseIds], again: true };
        }
        continue;
      }
      gauge.cameThrough(ports.now().getTime() - sending.sentAt.getTime(), isFull(ports.link, batch));
      // and travels at the latest while this one's answer is stored
      if (!early) ahead = send(ports, connection, next, watch.signal);
      await ahead?.onItsWay;
      const applied = takeVerdicts(ports.database, batch, outcome.answer);
      if (applied === null) return { pushed, caseIds: [...caseIds], again: true };
      for (const caseId of applied) caseIds.add(caseId);
      pushed += batch.length;
    }
  } finally {
    await Promise.all([sending?.drop(), ahead?.drop()]);
  }
}

/**
 * What is to be done where there was no answer, so that the batch can be tried again; throws where it cannot.
 * True where the round begins again.
 */
async function startsAgain(
  ports: SyncPorts,
  connection: Connection,
  { batch }: Sending,
  outcome: Exclude<Outcome, { answer: unknown } | { early: unknown }>,
  { signal }: PushWatch,
): Promise<boolean> {
  const gauge = ports.link.batch;
  if ('broken' in outcome) {
    if (!gauge.brokeOff(sizeOf(batch), outcome.broken === 'silent')) throw new RoundEnded(noAnswer);
    return false;
  }
  if ('tooLarge' in outcome) {
    // large requests are read of known devices alone: why this is none, a small one is told
    if (!gauge.brokeOff(sizeOf(batch), true)) throw new RoundEnded(outcome.tooLarge);
    return false;
  }
  if ('behind' in outcome) {
    // a server restored from a copy lacks what came before: it is sent again from the start
    if (resetEpoch(ports.database, outcome.behind) === 0) await goOnAsNewDevice(ports, connection);
    return true;
  }
  const before = batch.filter((step) => step.seq < outcome.renewFrom);
  if (before.length === 0) {
    await goOnAsNewDevice(ports, connection);
    return true;
  }
  // the server knows these with this very content: their answer was lost
  const known = await pushBatch(connection, prepared(connection, before), signal);
  if ('broken' in known || 'tooLarge' in known) throw new RoundEnded(noAnswer);
  if ('answer' in known) takeVerdicts(ports.database, before, known.answer);
  return false;
}

/** Whether it fills the line as much as any: how quick a few steps were says nothing of many. */
function isFull({ batch: { bytes }, batchSteps }: Link, batch: readonly SealedStep[]): boolean {
  return batch.length >= batchSteps || 2 * sizeOf(batch) >= bytes;
}

function sizeOf(batch: readonly SealedStep[]): number {
  return batch.reduce((sum, step) => sum + step.payload.length, 0);
}

const noAnswer = meaningOf(new TypeError('no answer'));
