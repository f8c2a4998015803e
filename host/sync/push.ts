/**
 * Push until nothing waits (docs/sync-protocol.md §5). Batches shrink when the link is bad and
 * grow again when it is good; a cut answer is asked for again and answered the same. A step the
 * server refuses or withholds never holds up the ones behind it.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { resetEpoch } from '#db/steps/epoch.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { type PushAnswer, type PushRequest, pushAnswer } from '#shared/sync/messages.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { hashesOf, nextBatch, requestOf } from './batch.ts';
import type { Connection } from './connection.ts';
import { brokenLine, meaningOf, RoundEnded, refusalCode, type SyncFailure } from './failure.ts';
import { goOnAsNewDevice } from './newDevice.ts';
import type { SyncPorts } from './ports.ts';
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

interface Prepared {
  readonly batch: readonly SealedStep[];
  readonly request: PushRequest;
}

interface Sending {
  readonly batch: readonly SealedStep[];
  readonly outcome: Promise<Outcome>;
  /** Resolves when the request has left, or never will. */
  readonly onItsWay: Promise<void>;
}

function send(
  connection: Connection,
  prepared: Prepared | null,
  signal: AbortSignal | undefined,
): Sending | null {
  if (prepared === null) return null;
  const left = Promise.withResolvers<void>();
  const outcome = pushBatch(connection, prepared, signal, { sent: left.resolve });
  // its failure is met where the outcome is awaited
  const ended = outcome.then(
    () => undefined,
    () => undefined,
  );
  // one turn more, for the request to be written to its socket
  const onItsWay = Promise.race([left.promise, ended]).then(() => turn());
  return { batch: prepared.batch, outcome, onItsWay };
}

function prepareBatch(
  ports: SyncPorts,
  connection: Connection,
  maxBytes: number,
  after?: SealedStep,
): Prepared | null {
  const batch = nextBatch(ports.database, maxBytes, after);
  return batch.length === 0 ? null : prepared(connection, batch);
}

function prepared(connection: Connection, batch: readonly SealedStep[]): Prepared {
  const deviceId = batch[0]?.deviceId ?? connection.deviceId;
  return { batch, request: requestOf(deviceId, connection.signKey(deviceId), batch) };
}

type Outcome =
  | { readonly answer: PushAnswer }
  /** A fork at this number. */
  | { readonly renewFrom: number }
  /** The server has not got so far, in this epoch. */
  | { readonly behind: string }
  /** Not read by the server, and what that means where it is the smallest there is. */
  | { readonly tooLarge: SyncFailure }
  | 'cut'
  | 'silent';

async function pushBatch(
  connection: Connection,
  { batch, request }: Prepared,
  signal: AbortSignal | undefined,
  { sent }: { readonly sent?: () => void } = {},
): Promise<Outcome> {
  try {
    const options = signal === undefined ? {} : { signal };
    const answer = await connection.call((client) => client.push(request, options), request.device, sent);
    return { answer: pushAnswer.parse(answer) };
  } catch (error) {
    signal?.throwIfAborted();
    const code = refusalCode(error);
    if (code === 'CHAIN_MISMATCH' && request.hashes === undefined) {
      return pushBatch(connection, { batch, request: { ...request, hashes: hashesOf(batch) } }, signal);
    }
    if (code === 'FORK') return { renewFrom: toldIn(error, z.object({ seq: z.int() })).seq };
    if (code === 'OUT_OF_ORDER') return { behind: toldIn(error, z.object({ epoch: z.uuid() })).epoch };
    if (code === 'PAYLOAD_TOO_LARGE') return { tooLarge: meaningOf(error) };
    const broken = brokenLine(error);
    if (broken !== null) return broken;
    throw new RoundEnded(meaningOf(error));
  }
}

/** What a typed refusal carries. */
function toldIn<Told>(error: unknown, shape: z.ZodType<Told>): Told {
  const parsed = shape.safeParse(error instanceof ORPCError ? error.data : null);
  if (!parsed.success) throw new RoundEnded(meaningOf(new TypeError('a refusal without its details')));
  return parsed.data;
}
