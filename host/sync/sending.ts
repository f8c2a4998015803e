/**
 * One batch on its way to the server, and what came of it (docs/sync-protocol.md §5). It stores nothing.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { type PushAnswer, type PushRequest, pushAnswer } from '#shared/sync/messages.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { hashesOf, nextBatch, requestOf } from './batch.ts';
import type { Connection } from './connection.ts';
import { brokenLine, meaningOf, RoundEnded, refusalCode, type SyncFailure } from './failure.ts';
import type { SyncPorts } from './ports.ts';

interface Prepared {
  readonly batch: readonly SealedStep[];
  readonly request: PushRequest;
}

export interface Sending {
  readonly batch: readonly SealedStep[];
  /** By the device's clock. */
  readonly sentAt: Date;
  readonly outcome: Promise<Outcome>;
  /** Resolves when the request has left, or never will. */
  readonly onItsWay: Promise<void>;
  /** Does not wait for what the server makes of it. Resolves when nothing of it goes on here. */
  readonly drop: () => Promise<void>;
}

export function send(
  { now }: SyncPorts,
  connection: Connection,
  prepared: Prepared | null,
  signal: AbortSignal | undefined,
  { ahead = false }: Pick<PushOptions, 'ahead'> = {},
): Sending | null {
  if (prepared === null) return null;
  const left = Promise.withResolvers<void>();
  const dropped = new AbortController();
  const until = signal === undefined ? dropped.signal : AbortSignal.any([signal, dropped.signal]);
  const sentAt = now();
  const outcome = pushBatch(connection, prepared, until, { ahead, sent: left.resolve });
  // its failure is met where the outcome is awaited
  const ended = outcome.then(
    () => undefined,
    () => undefined,
  );
  // one turn more, for the request to be written to its socket
  const onItsWay = Promise.race([left.promise, ended]).then(() => turn());
  const drop = () => {
    dropped.abort();
    return ended;
  };
  return { batch: prepared.batch, sentAt, outcome, onItsWay, drop };
}

export function prepareBatch(ports: SyncPorts, connection: Connection, after?: SealedStep): Prepared | null {
  const { batch: gauge, batchSteps } = ports.link;
  const batch = nextBatch(ports.database, { maxSteps: batchSteps, maxBytes: gauge.bytes, after });
  return batch.length === 0 ? null : prepared(connection, batch);
}

export function prepared(connection: Connection, batch: readonly SealedStep[]): Prepared {
  const deviceId = batch[0]?.deviceId ?? connection.deviceId;
  return { batch, request: requestOf(deviceId, connection.signKey(deviceId), batch) };
}

export type Outcome =
  | { readonly answer: PushAnswer }
  /** A fork at this number. */
  | { readonly renewFrom: number }
  /** The server has not got so far, in this epoch. */
  | { readonly behind: string }
  /** Of one sent ahead, which says nothing before the one before it is answered: it was first, or does not follow. */
  | { readonly early: 'overtook' | 'mismatch' }
  /** Not read by the server, and what that means where it is the smallest there is. */
  | { readonly tooLarge: SyncFailure }
  | { readonly broken: 'cut' | 'silent' };

interface PushOptions {
  /** Sent while the one before it was not answered yet. */
  readonly ahead?: boolean;
  readonly sent?: () => void;
}

export async function pushBatch(
  connection: Connection,
  { batch, request }: Prepared,
  signal: AbortSignal | undefined,
  { ahead = false, sent }: PushOptions = {},
): Promise<Outcome> {
  try {
    const options = signal === undefined ? {} : { signal };
    const answer = await connection.call((client) => client.push(request, options), request.device, sent);
    return { answer: pushAnswer.parse(answer) };
  } catch (error) {
    signal?.throwIfAborted();
    const code = refusalCode(error);
    if (ahead && code === 'OUT_OF_ORDER') return { early: 'overtook' };
    // with its hashes it would be taken, also where the one before it turns out to be a fork
    if (ahead && code === 'CHAIN_MISMATCH') return { early: 'mismatch' };
    if (code === 'CHAIN_MISMATCH' && request.hashes === undefined) {
      return pushBatch(connection, { batch, request: { ...request, hashes: hashesOf(batch) } }, signal);
    }
    if (code === 'FORK') return { renewFrom: toldIn(error, z.object({ seq: z.int() })).seq };
    if (code === 'OUT_OF_ORDER') return { behind: toldIn(error, z.object({ epoch: z.uuid() })).epoch };
    if (code === 'PAYLOAD_TOO_LARGE') return { tooLarge: meaningOf(error) };
    const broken = brokenLine(error);
    if (broken !== null) return { broken };
    throw new RoundEnded(meaningOf(error));
  }
}

/** What a typed refusal carries. */
function toldIn<Told>(error: unknown, shape: z.ZodType<Told>): Told {
  const parsed = shape.safeParse(error instanceof ORPCError ? error.data : null);
  if (!parsed.success) throw new RoundEnded(meaningOf(new TypeError('a refusal without its details')));
  return parsed.data;
}
