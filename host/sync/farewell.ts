/**
 * A revoked device (docs/sync-protocol.md §7): whether it is the server that says so, whether everything
 * that can be handed in has been, and what it says to the server in the end. It destroys nothing itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { countWaiting, waitingAttachments } from '#db/attachments/attachments.ts';
import type { Reader, Writer } from '#db/open/handles.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { countHandedIn, countNotTaken } from '#db/queries/handedIn.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { fromBase64 } from '#shared/sync/base64.ts';
import { equalBytes, sha256 } from '#shared/sync/bytes.ts';
import type { DeviceRevoked, FarewellReport } from '#shared/sync/messages.ts';
import type { Connection } from './connection.ts';
import type { SyncFailure } from './failure.ts';

const revocationKey = 'sync.revocation';

/** At enrolment: the hash of what proves a revocation. */
export function rememberRevocation(writer: Writer, hash: string | undefined): void {
  writeSetting(writer, revocationKey, hash ?? null);
}

/** False for whoever only pretends to be the server: a device destroys its data on nobody else's word. */
function isProven(reader: Reader, { proof }: DeviceRevoked): boolean {
  const promised = readSetting(reader, revocationKey, z.base64());
  if (promised === null || proof === undefined) return false;
  return equalBytes(sha256(fromBase64(proof)), fromBase64(promised));
}

/** What ended a round, for whoever asked for it; of a revocation with `as` and whether it is `proven`. */
export function failureOf(reader: Reader, { failure, revoked }: SyncFailure): Failure {
  if (revoked === undefined) return failure;
  return { ...failure, details: { as: revoked.as, proven: isProven(reader, revoked) } };
}

/**
 * A withdrawn device hands in first: it may go once nothing waits that the server could still take. One
 * that was reported lost may be in strange hands, and goes at once.
 * @param rests whether the server would not take a document, for which there is no waiting then
 */
export function mayGo(
  reader: Reader,
  as: DeviceRevoked['as'],
  rests: (document: { feedId: string; sha256: Uint8Array }) => boolean,
): boolean {
  if (as === 'lost') return true;
  return countUnsent(reader) === 0 && waitingAttachments(reader, 'upload', 1000).every(rests);
}

export function reportOf(reader: Reader): FarewellReport {
  return {
    handedIn: countHandedIn(reader),
    leftSteps: countUnsent(reader) + countNotTaken(reader),
    leftDocuments: countWaiting(reader).toSend,
  };
}

/** Before each try, milliseconds: a server that is just starting again is there a moment later. */
const waits = [0, 1000, 3000];

/** True where the server has heard it. Uses nothing of the database: that is gone by now. */
export async function tellWiped(
  connection: Connection,
  report: FarewellReport,
  wait: (ms: number) => Promise<unknown> = sleep,
): Promise<boolean> {
  for (const before of waits) {
    await wait(before);
    try {
      await connection.call((client) => client.device.wiped(report));
      return true;
    } catch {
      // once more; a server that never hears it goes on showing the device as revoked and not destroyed
    }
  }
  return false;
}
