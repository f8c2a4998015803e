/** What every part of the server is given: nothing in it is needed by another process. */
import type { Logger } from 'pino';
import type { ReadableFeed } from './access/access.ts';
import type { AuditWriter } from './audit/audit.ts';
import type { ServerIdentity } from './identity/server.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Store } from './store/store.ts';
import type { Mover } from './sync/mover.ts';

export interface ServerContext {
  readonly store: Store;
  readonly identity: ServerIdentity;
  readonly now: () => Date;
  /** The oldest version of the protocol that is still told anything (docs/sync-protocol.md §13). */
  readonly oldestProtocol: number;
  readonly log: Logger;
  readonly audit: AuditWriter;
  readonly metrics: Metrics;
  /** Tells listeners of this process that feeds moved. */
  readonly mover: Mover;
  /** The least number of steps that a feed is packed from (docs/sync-protocol.md §16). */
  readonly snapshotsFrom: number;
  /** Says that these feeds want a snapshot. */
  readonly snapshotSoon: (feeds: readonly ReadableFeed[]) => void;
  /** Says that there may be summaries to derive. */
  readonly summariseSoon: () => void;
}
