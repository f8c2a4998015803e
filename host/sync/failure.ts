/** What a failed call to the server means: for the person, and for when to try again. */
import { ORPCError } from '@orpc/client';
import { ZodError } from 'zod';
import { storageFailure } from '#db/open/failure.ts';
import { type Failure, failed } from '#shared/contract/failure.ts';
import { type DeviceRevoked, deviceRevoked, tooOld } from '#shared/sync/messages.ts';
import type { Gauge } from './gauge.ts';

/** Why a round of sync ended early. */
export interface SyncFailure {
  readonly failure: Failure;
  /** Whether trying again later may help by itself. */
  readonly passing: boolean;
  /** What a revoked device was told. */
  readonly revoked?: DeviceRevoked;
  /** The server's history, which it tells also where it tells nothing else: what it lacks is handed in again. */
  readonly epoch?: string;
}

/** Thrown inside a round to end it; never leaves this folder. */
export class RoundEnded extends Error {
  readonly reason: SyncFailure;
  constructor(reason: SyncFailure) {
    super(reason.failure.code);
    this.reason = reason;
  }
}

export function meaningOf(error: unknown): SyncFailure {
  if (error instanceof RoundEnded) return error.reason;
  if (error instanceof ORPCError) {
    if (error.code === 'DEVICE_REVOKED') return revocation(error.data);
    return error.code === 'TOO_OLD' ? outOfDate(error.data) : refusal(error.code, error.status);
  }
  // no connection, a cut answer, a time-out, or an answer that is not of our protocol
  if (error instanceof ZodError)
    return { failure: failed('server_refused', { reason: 'not_uige' }).error, passing: false };
  return { failure: failed('server_unreachable').error, passing: true };
}

function revocation(data: unknown): SyncFailure {
  const { data: told } = deviceRevoked.safeParse(data);
  const failure = failed('device_revoked').error;
  if (told === undefined) return { failure, passing: false };
  // one that was reported lost hands in nothing any more
  const history = told.as === 'withdrawn' ? { epoch: told.epoch } : {};
  return { failure, passing: false, revoked: told, ...history };
}

/** What was pushed stays pushed: only what would come from the server waits for a newer app. */
function outOfDate(data: unknown): SyncFailure {
  const { data: told } = tooOld.safeParse(data);
  const failure = failed('app_too_old').error;
  return told === undefined ? { failure, passing: false } : { failure, passing: false, epoch: told.epoch };
}

/** What the system says when no connection is made at all: then asking for less does not help. */
const neverConnected: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Whether the line broke off in the middle or fell silent: a smaller request may get through. Null where it is neither. */
export function brokenLine(error: unknown): 'cut' | 'silent' | null {
  if (error instanceof RoundEnded || error instanceof ORPCError || error instanceof ZodError) return null;
  if (storageFailure(error) !== null) return null;
  const { name, cause } = error instanceof Error ? error : { name: '', cause: undefined };
  if (name === 'TimeoutError') return 'silent';
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return neverConnected.includes(code) ? null : 'cut';
}

/**
 * Asks over a bad link until an answer comes through, for less after each time that it broke off. Where even
 * the least does not get through the round ends; what else is the matter is thrown as it is.
 * @param question given how much may be asked for, bytes; a `fixed` one cannot be made smaller
 */
export async function askOverLink<Answer>(
  gauge: Gauge,
  question: (bytes: number) => Promise<Answer>,
  { fixed = false }: { readonly fixed?: boolean } = {},
): Promise<Answer> {
  for (;;) {
    const { bytes } = gauge;
    try {
      const answer = await question(bytes);
      gauge.hold();
      return answer;
    } catch (error) {
      const broken = brokenLine(error);
      if (broken === null) throw error;
      if (!gauge.brokeOff(fixed ? null : bytes, broken === 'silent')) throw new RoundEnded(meaningOf(error));
    }
  }
}

function refusal(code: string, status: number): SyncFailure {
  if (code === 'CODE_INVALID') return { failure: failed('code_invalid').error, passing: false };
  if (code === 'TOKEN_REFUSED') {
    return { failure: failed('server_refused', { reason: 'token' }).error, passing: false };
  }
  if (code === 'BUSY' || status === 502 || status === 503 || status === 504) {
    return { failure: failed('server_unreachable', { reason: 'busy' }).error, passing: true };
  }
  return { failure: failed('server_refused', { reason: code.toLowerCase() }).error, passing: status >= 500 };
}

/** Asks the server; what goes wrong on the way ends the round with its meaning. */
export async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw new RoundEnded(meaningOf(error));
  }
}

/** The code of a typed refusal, else null. */
export function refusalCode(error: unknown): string | null {
  return error instanceof ORPCError ? error.code : null;
}
