/**
 * The case step: the immutable fact everything else is derived from. A step is never
 * changed or removed; a correction is another step. What is stored and sent are the
 * bytes of its canonical payload (shared/sync/seal.ts); this is its form in memory.
 */
import type { Day } from './day.ts';

/** What the server said of a step. `null` while it has not been asked. */
export type Verdict = 'accepted' | 'needs_review' | 'quarantined' | 'refused';

export type FeedKind = 'directory' | 'institution' | 'plan' | 'roster' | 'case' | 'device_audit';

/** Everything of a step but its payload. These fields are what the hash covers. */
export interface StepHeader {
  /** UUIDv7, made by the device. */
  readonly id: string;
  readonly feedId: string;
  readonly deviceId: string;
  /** Contiguous per device from 1: what push counts by. */
  readonly seq: number;
  /** Last position of this feed that the author had seen; 0 for none. */
  readonly basePos: number;
  readonly kind: string;
  readonly version: number;
  /** The oldest reader that may move the case's stage after this step. */
  readonly minReader: number;
  /** The day in the field. */
  readonly occurredOn: Day;
  /** The device's clock, ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
  /** Last known difference server − device in milliseconds. */
  readonly clockOffset: number;
  readonly authorId: string;
  /** One visit to a family of three is three steps with one event. */
  readonly eventId: string | null;
}

/** A step as it is read: header, what the server added, and the decoded payload. */
export interface Step extends StepHeader {
  /** Contiguous per feed from 1, given by the server; null until then. */
  readonly pos: number | null;
  /** Server's clock, ISO 8601; null until the server has it. */
  readonly receivedAt: string | null;
  readonly verdict: Verdict | null;
  readonly payload: unknown;
}

/** Version of the reader in this build: a step whose minReader is higher marks its case "update needed". */
export const readerVersion = 1;

/** The order of a feed: by position, then own unsent steps by seq. Never by clocks. */
export function inOrder(one: Step, other: Step): number {
  if (one.pos !== null && other.pos !== null) return one.pos - other.pos;
  if (one.pos !== null) return -1;
  if (other.pos !== null) return 1;
  return one.seq - other.seq || (one.id < other.id ? -1 : 1);
}
