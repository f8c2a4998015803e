/** Pages of a feed as the server numbers it, and what can be wrong with one. */
import type { FeedKind } from '#shared/domain/step.ts';
import type { ChainFault, SealedStep } from '#shared/sync/seal.ts';

export interface PulledStep extends SealedStep {
  readonly pos: number;
  /** Server's clock, ISO 8601. */
  readonly receivedAt: string;
  readonly verdict: 'accepted' | 'needs_review';
  readonly verdictReason?: string | null;
  /** The server says that it withholds the step before this one in its device's chain (refused or quarantined). */
  readonly afterGap?: boolean;
}

export interface PulledPage {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly institutionId: string | null;
  readonly epoch: string;
  /** In order of position, from the one after the cursor; earlier ones are tolerated. */
  readonly steps: readonly PulledStep[];
  /** The seals were computed on this device from what was sent (host/sync/pages.ts), not taken at their word. */
  readonly sealedHere?: boolean;
  /** Running checksum at the last position of the page. */
  readonly checksum?: Uint8Array;
}

export type PullFaultCode =
  | ChainFault
  /** The server was restored: `resetEpoch`, then pull from the start. */
  | 'epoch_changed'
  | 'position_gap'
  /** A position that we hold with another step. */
  | 'position_contradicts'
  /** A step that we hold with another hash. */
  | 'step_contradicts'
  | 'wrong_feed'
  | 'checksum_differs'
  /** This device was restored from an old copy: `resealUnsent` with a new device id, then pull again. */
  | 'own_fork';

export interface PullFault {
  readonly code: PullFaultCode;
  readonly stepId: string | null;
  readonly pos: number | null;
}
