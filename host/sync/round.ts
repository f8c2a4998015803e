/**
 * One round of sync: push until nothing waits, then pull every feed. What it reports is what the
 * server confirmed and nothing else.
 */
import { type Profile, readProfile, writeProfile } from '#db/profile/profile.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { noteContact } from '../bundle/serials.ts';
import { catchUp } from './catchUp.ts';
import { Connection } from './connection.ts';
import { RoundEnded, refusalCode } from './failure.ts';
import { failureOf } from './farewell.ts';
import { introduceAgain } from './newDevice.ts';
import type { SyncPorts } from './ports.ts';
import { pullAll } from './pull.ts';
import { pushAll } from './push.ts';

export interface SyncRound {
  /** Steps on which the server gave its word. */
  readonly pushed: number;
  /** Steps of others, and derived ones, that were not here before. */
  readonly pulled: number;
  /** Cases whose rows changed. */
  readonly caseIds: readonly string[];
  /** Whether the institution's log, roster, plan or directory moved. */
  readonly institutionMoved: boolean;
}

export interface RoundOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (what: 'push' | 'pull', done: number, total: number) => void;
}

/** A new epoch or a fork begins the round again; more often than this is no accident. */
const beginnings = 4;

/**
 * Fails with not_enrolled, server_unreachable, server_refused, device_unknown, or device_revoked with `as` and whether it
 * is `proven`. What was pushed and pulled before the failure stays.
 */
export async function syncOnce(ports: SyncPorts, options: RoundOptions = {}): Promise<Result<SyncRound>> {
  const result = { pushed: 0, pulled: 0, caseIds: new Set<string>(), institutionMoved: false };
  try {
    for (let beginning = 1; beginning <= beginnings; beginning += 1) {
      const connection = Connection.open(ports);
      if (connection === null) return failed('not_enrolled');
      try {
        const again = await pushAndPull(ports, connection, options, result).catch((error) =>
          unknownHere(error, ports, connection),
        );
        if (!again) return done({ ...result, caseIds: [...result.caseIds] });
      } finally {
        rememberContact(ports, connection);
      }
    }
    return failed('server_refused', { reason: 'never_settles' });
  } catch (error) {
    if (options.signal?.aborted) return failed('cancelled');
    // what is not of the network is a bug or the storage's: not ours to explain away
    if (!(error instanceof RoundEnded)) throw error;
    return { ok: false, error: failureOf(ports.database, error.reason) };
  }
}

/** Where the server does not know the device any more, another id of it may help; all else ends the round. */
async function unknownHere(error: unknown, ports: SyncPorts, connection: Connection): Promise<true> {
  if (!(error instanceof RoundEnded) || !(await isUnknown(error, connection))) throw error;
  if (await introduceAgain(ports, connection)) return true;
  throw new RoundEnded({ failure: failed('device_unknown').error, passing: false });
}

/** Large requests are read of known devices alone: where one was not read, a small one tells whether this is any. */
async function isUnknown({ reason }: RoundEnded, connection: Connection): Promise<boolean> {
  const refused = reason.failure.details?.reason;
  if (refused !== 'payload_too_large') return refused === 'token';
  try {
    await connection.call((client) => client.feeds({ held: [] }));
    return false;
  } catch (error) {
    return refusalCode(error) === 'TOKEN_REFUSED';
  }
}

async function pushAndPull(
  ports: SyncPorts,
  connection: Connection,
  { signal, progress }: RoundOptions,
  result: { pushed: number; pulled: number; caseIds: Set<string>; institutionMoved: boolean },
): Promise<boolean> {
  const watch = (what: 'push' | 'pull') => ({
    signal,
    progress: (at: number, total: number) => progress?.(what, at, total),
  });
  const pushed = await pushAll(ports, connection, watch('push')).finally(() => catchUp(ports));
  result.pushed += pushed.pushed;
  for (const caseId of pushed.caseIds) result.caseIds.add(caseId);
  if (pushed.again) return true;
  const pulled = await pullAll(ports, connection, watch('pull')).finally(() => catchUp(ports));
  result.pulled += pulled.pulled;
  for (const caseId of pulled.caseIds) result.caseIds.add(caseId);
  result.institutionMoved ||= [...pulled.kinds].some((kind) => kind !== 'case');
  return pulled.again;
}

/** The server's clock and the contact itself, where there was one. */
function rememberContact(ports: SyncPorts, connection: Connection): void {
  const heard = connection.heardAt;
  const profile: Profile | null = readProfile(ports.database);
  if (heard === null || profile === null) return;
  noteContact(ports.database, heard);
  const newest = profile.newestServerTime;
  writeProfile(ports.database, {
    ...profile,
    clockOffset: connection.offset,
    newestServerTime: newest !== null && newest > heard ? newest : heard,
    lastContactAt: ports.now().toISOString(),
  });
}
