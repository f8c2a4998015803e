/** What the console's parts are given besides the server's own context. */
import type { ServerContext } from '../context.ts';
import type { OverviewCache } from './overviewCache.ts';
import type { Passwords } from './passwords.ts';

export interface ConsoleParts {
  readonly server: ServerContext;
  readonly passwords: Pick<Passwords, 'hash' | 'matches'>;
  readonly overviews: OverviewCache;
}

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  /** What the browser calls itself. */
  readonly browser: string;
}
