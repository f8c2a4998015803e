/**
 * A push as it arrived, before the database is asked (docs/sync-protocol.md §5): decoded, its
 * ends' signatures checked, and then linked into the chains that the server knows.
 */
import type { KeyObject } from 'node:crypto';
import { fromBase64 } from '#shared/sync/base64.ts';
import { equalBytes, sha256 } from '#shared/sync/bytes.ts';
import { decodeSteps, type TravellingStep } from '#shared/sync/columns.ts';
import { maxBatchSteps, type PushRequest } from '#shared/sync/messages.ts';
import { headerHash, type SealedStep } from '#shared/sync/seal.ts';
import { chainEndBytes } from '#shared/sync/signed.ts';
import { signatureHolds } from '../identity/ed25519.ts';

export interface BatchEnd {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Batch {
  readonly steps: readonly TravellingStep[];
  /** By feed. */
  readonly ends: ReadonlyMap<string, BatchEnd>;
  /** The hash of each step, where the device was asked for them. */
  readonly hashes: readonly Uint8Array[] | null;
}

export type BatchFault = 'not_of_this_protocol' | 'signature';

export function readBatch(request: PushRequest, deviceId: string, key: KeyObject): Batch | BatchFault {
  const steps = decodeSteps(request.steps);
  if (steps === null || steps.length === 0 || steps.length > maxBatchSteps) return 'not_of_this_protocol';
  if (request.device !== deviceId) return 'not_of_this_protocol';
  const first = steps[0]?.seq ?? 0;
  if (first < 1 || steps.some((step, at) => step.deviceId !== deviceId || step.seq !== first + at)) {
    return 'not_of_this_protocol';
  }
  if (request.hashes !== undefined && request.hashes.length !== steps.length) return 'not_of_this_protocol';
  const ends = new Map<string, BatchEnd>();
  for (const end of request.ends) {
    const hash = fromBase64(end.hash);
    const signature = fromBase64(end.signature);
    if (!signatureHolds(key, chainEndBytes(deviceId, end.feed, end.seq, hash), signature)) return 'signature';
    ends.set(end.feed, { seq: end.seq, hash, signature });
  }
  const last = new Map(steps.map((step) => [step.feedId, step.seq]));
  if ([...last].some(([feed, seq]) => ends.get(feed)?.seq !== seq) || last.size !== ends.size) {
    return 'not_of_this_protocol';
  }
  return { steps, ends, hashes: request.hashes?.map(fromBase64) ?? null };
}

export interface LinkedStep {
  readonly step: SealedStep;
  readonly sealHolds: boolean;
  /** The device's, on the last step of a feed in this batch. */
  readonly signature: Uint8Array | null;
}

/**
 * Seals the travelling steps with the chains' newest links; `newest` is asked once a feed.
 * Answers the feeds whose end is not what the device signed.
 */
export function linkSteps(
  steps: readonly TravellingStep[],
  batch: Batch,
  newest: (feedId: string) => Uint8Array,
): { readonly linked: readonly LinkedStep[]; readonly mismatched: readonly string[] } {
  const firstSeq = batch.steps[0]?.seq ?? 0;
  const heads = new Map<string, Uint8Array>();
  const linked = steps.map((step): LinkedStep => {
    const prevHash = heads.get(step.feedId) ?? newest(step.feedId);
    const payloadHash = sha256(step.salt, step.payload);
    const computed = headerHash(step, prevHash, payloadHash);
    // asked for its hashes, the device's word carries the chain on and its faulty step is named
    const hash = batch.hashes?.[step.seq - firstSeq] ?? computed;
    heads.set(step.feedId, hash);
    const end = batch.ends.get(step.feedId);
    return {
      step: { ...step, payloadHash, prevHash, hash },
      sealHolds: equalBytes(hash, computed),
      signature: end?.seq === step.seq ? end.signature : null,
    };
  });
  const mismatched = [...heads]
    .filter(([feed, hash]) => !equalBytes(hash, batch.ends.get(feed)?.hash ?? new Uint8Array()))
    .map(([feed]) => feed);
  return { linked, mismatched };
}
