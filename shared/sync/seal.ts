/**
 * How a step is sealed: payloadHash = SHA-256(salt ‖ payload), hash = SHA-256(header ‖ prevHash ‖
 * payloadHash). The chain runs per device and feed, so whoever holds a feed can check it; an
 * erased payload leaves header and hash, and the chain still verifies.
 */
import type { StepHeader } from '../domain/step.ts';
import { equalBytes, sha256, utf8 } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';

/** Before the first step of a device in a feed. */
export const firstPrevHash = new Uint8Array(32);
export const saltLength = 16;
/** Largest payload of one step, in bytes of canonical JSON. */
export const maxPayloadBytes = 64 * 1024;

/** A step as it is stored and sent. Hashes are 32 bytes, the salt 16. */
export interface SealedStep extends StepHeader {
  readonly payload: Uint8Array;
  readonly salt: Uint8Array;
  readonly payloadHash: Uint8Array;
  readonly prevHash: Uint8Array;
  readonly hash: Uint8Array;
}

export function sealStep(
  header: StepHeader,
  payload: unknown,
  salt: Uint8Array,
  prevHash: Uint8Array,
): SealedStep {
  return sealBytes(header, canonicalBytes(payload), salt, prevHash);
}

/** Seals payload bytes that are canonical already, as when a forked device seals its unsent steps anew. */
export function sealBytes(
  header: StepHeader,
  payload: Uint8Array,
  salt: Uint8Array,
  prevHash: Uint8Array,
): SealedStep {
  const payloadHash = sha256(salt, payload);
  return { ...header, payload, salt, payloadHash, prevHash, hash: headerHash(header, prevHash, payloadHash) };
}

export function headerHash(header: StepHeader, prevHash: Uint8Array, payloadHash: Uint8Array): Uint8Array {
  return sha256(headerBytes(header), prevHash, payloadHash);
}

/**
 * Fields in a fixed order; an array, so that no key can be added unseen. Of texts and whole numbers
 * JSON.stringify writes the canonical spelling by itself (RFC 8785 §3.2.2).
 */
function headerBytes(header: StepHeader): Uint8Array {
  const fields = [
    header.id,
    header.feedId,
    header.deviceId,
    header.seq,
    header.basePos,
    header.kind,
    header.version,
    header.minReader,
    header.occurredOn,
    header.recordedAt,
    header.clockOffset,
    header.authorId,
    header.eventId,
  ];
  return utf8(JSON.stringify(fields));
}

export type ChainFault = 'payload_altered' | 'header_altered' | 'link_broken';

/** Checks one step against the hash before it; null when it holds. */
export function checkSeal(step: SealedStep, prevHash: Uint8Array): ChainFault | null {
  if (!equalBytes(step.prevHash, prevHash)) return 'link_broken';
  if (!equalBytes(sha256(step.salt, step.payload), step.payloadHash)) return 'payload_altered';
  if (!equalBytes(headerHash(step, step.prevHash, step.payloadHash), step.hash)) return 'header_altered';
  return null;
}
