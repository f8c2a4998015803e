/** What sync needs of the outside, passed in: database, network, clock, chance. */
import type { Writer } from '#db/open/handles.ts';

export interface SyncPorts {
  readonly database: Writer;
  readonly fetch: typeof fetch;
  /** The device's clock. */
  readonly now: () => Date;
  /** From 0 to under 1; only for the jitter of waiting. */
  readonly random: () => number;
  /** gzip where this runtime has no zstd. */
  readonly packing?: 'zstd' | 'gzip';
  /** How long an answer may take, milliseconds. */
  readonly timeoutMs?: number;
}
