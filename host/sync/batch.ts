/** The next batch of unsent steps, and the request of a push made of it (docs/sync-protocol.md §5). */
import type { KeyObject } from 'node:crypto';
import type { Reader } from '#db/open/handles.ts';
import { type BatchLimits, unsentSteps } from '#db/steps/unsent.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import type { PushRequest } from '#shared/sync/messages.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { chainEndBytes } from '#shared/sync/signed.ts';
import { signBytes } from './deviceKeys.ts';

/** Steps of one device: after a restored server, those of earlier devices are sent as theirs. */
export function nextBatch(reader: Reader, limits: BatchLimits): SealedStep[] {
  const steps = unsentSteps(reader, limits);
  const first = steps[0];
  if (first === undefined) return [];
  const end = steps.findIndex((step, at) => step.deviceId !== first.deviceId || step.seq !== first.seq + at);
  return end < 0 ? steps : steps.slice(0, end);
}

export function requestOf(deviceId: string, key: KeyObject, batch: readonly SealedStep[]): PushRequest {
  const last = new Map(batch.map((step) => [step.feedId, step]));
  return {
    device: deviceId,
    steps: encodeSteps(batch),
    ends: [...last.values()].map((step) => ({
      feed: step.feedId,
      seq: step.seq,
      hash: toBase64(step.hash),
      signature: signBytes(key, chainEndBytes(deviceId, step.feedId, step.seq, step.hash)),
    })),
  };
}

/** The seal of each step, by which the server can name a faulty one. */
export function hashesOf(batch: readonly SealedStep[]): string[] {
  return batch.map((step) => toBase64(step.hash));
}
