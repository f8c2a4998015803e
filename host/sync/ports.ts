/** What sync needs of the outside, passed in: database, network, clock, chance. */
import type { Writer } from '#db/open/handles.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import type { Link } from './link.ts';
import type { TransportOptions } from './transport.ts';

export interface SyncPorts {
  readonly database: Writer;
  readonly fetch: typeof fetch;
  /** Another way to the server than HTTP over `fetch`: the model's network. */
  readonly connect?: (options: TransportOptions) => SyncClient;
  /** The device's clock. */
  readonly now: () => Date;
  /** From 0 to under 1; only for the jitter of waiting. */
  readonly random: () => number;
  /** What is known of the line; the same from round to round. */
  readonly link: Link;
  /** How long an answer may take, milliseconds. */
  readonly timeoutMs?: number;
}
