/** What a failed call to the server means: for the person, and for when to try again. */
import { ORPCError } from '@orpc/client';
import { ZodError } from 'zod';
import { type Failure, failed } from '#shared/contract/failure.ts';
import { type DeviceRevoked, deviceRevoked } from '#shared/sync/messages.ts';

/** Why a round of sync ended early. */
export interface SyncFailure {
  readonly failure: Failure;
  /** Whether trying again later may help by itself. */
  readonly passing: boolean;
  /** What a revoked device was told. */
  readonly revoked?: DeviceRevoked;
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
    return error.code === 'DEVICE_REVOKED' ? revocation(error.data) : refusal(error.code, error.status);
  }
  // no connection, a cut answer, a time-out, or an answer that is not of our protocol
  if (error instanceof ZodError)
    return { failure: failed('server_refused', { reason: 'not_uige' }).error, passing: false };
  return { failure: failed('server_unreachable').error, passing: true };
}

function revocation(data: unknown): SyncFailure {
  const { data: told } = deviceRevoked.safeParse(data);
  const failure = failed('device_revoked').error;
  return told === undefined ? { failure, passing: false } : { failure, passing: false, revoked: told };
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
