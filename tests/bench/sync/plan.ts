/** What both sides of the comparison are asked to do, and what they answer. */

export interface SyncPlan {
  readonly steps: number;
  /** Steps that are synced first, so that neither side is measured cold. */
  readonly warmUp: number;
  /** Every byte is counted on the way, which costs time: such a round is not timed. */
  readonly counted: boolean;
}

export interface SyncFigures {
  /** Seconds. */
  readonly push: number;
  /** Seconds. */
  readonly pull: number;
  /** Sent by the client while pushing; 0 where it was not counted. */
  readonly bytesPerStep: number;
}
