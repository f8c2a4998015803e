/**
 * The console's line to its server: calls with the page's own key, and queries that fall back to
 * signing in as soon as the server says that the session has ended.
 */
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { type ConsoleClient, keyHeader } from '#shared/console/contract.ts';
import type { SignedIn } from '#shared/console/session.ts';

export type ConsoleApi = RouterUtils<ConsoleClient>;

export interface ServerConnection {
  readonly client: ConsoleClient;
  readonly api: ConsoleApi;
  readonly queries: QueryClient;
  /** Keeps the key that goes with every call; null when nobody is signed in. */
  know(me: SignedIn | null): void;
  /** For `useSyncExternalStore`: how often a session was found to have ended. */
  readonly ended: { subscribe(listener: () => void): () => void; count(): number };
}

export function connectServer(): ServerConnection {
  let key = '';
  let endings = 0;
  const listeners = new Set<() => void>();
  const client: ConsoleClient = createORPCClient(
    new RPCLink({
      url: `${window.location.origin}/console/rpc`,
      headers: () => (key === '' ? {} : { [keyHeader]: key }),
    }),
  );
  const onError = (error: unknown): void => {
    if (!(error instanceof ORPCError) || error.code !== 'SIGN_IN_NEEDED') return;
    key = '';
    endings += 1;
    for (const listener of listeners) listener();
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // what the server has answered stays an answer; only a line that broke is tried again
        retry: (count, error) => !(error instanceof ORPCError) && count < 2,
        retryDelay: 500,
      },
    },
  });
  return {
    client,
    api: createTanstackQueryUtils(client),
    queries,
    know: (me) => {
      key = me?.key ?? '';
    },
    ended: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      count: () => endings,
    },
  };
}
