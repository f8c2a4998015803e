/** What each side of the comparison is asked to do, and what it answers. */

export interface SyncPlan {
  readonly steps: number;
  /** Steps that are synced first, so that neither side is measured cold. */
  readonly warmUp: number;
  /** Every byte is counted on the way, which costs time: such a round is not timed. */
  readonly counted: boolean;
}

export interface SyncFigures {
  /** Seconds until every step is acknowledged, and the acknowledgement stored. */
  readonly push: number;
  /** Seconds until every step is stored on the other device. */
  readonly pull: number;
}

export interface CountedFigures extends SyncFigures {
  /** Bytes a step from the client to the server while pushing; 0 where it was not counted. */
  readonly sentPerStep: number;
  /** Bytes a step from the server to the client while pulling; 0 where it was not counted. */
  readonly receivedPerStep: number;
}
