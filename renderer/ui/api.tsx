/**
 * The host as the pages see it: `useApi()` for query options with their keys, which give the value or
 * throw `FailureError`; `useClient()` to ask for something once, which answers results. The connection is
 * made in main.tsx; tests put another client in its place.
 */
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { AppClient } from '#shared/contract/index.ts';
import { type AnsweringClient, answering } from './answering.ts';
import type { HostConnection } from './connect.ts';
import { FailureError } from './failureError.ts';
import type { LineState } from './hostLine.ts';

export type Api = RouterUtils<AnsweringClient>;

interface Host {
  readonly connection: HostConnection;
  readonly api: Api;
}

const HostContext = createContext<Host | null>(null);

export function HostProvider({ connection, children }: { connection: HostConnection; children: ReactNode }) {
  const host = useMemo(
    () => ({ connection, api: createTanstackQueryUtils(answering(connection.client)) }),
    [connection],
  );
  return <HostContext value={host}>{children}</HostContext>;
}

function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('no HostProvider');
  return host;
}

export function useClient(): AppClient {
  return useHost().connection.client;
}

/** Example: `useQuery(api.cases.get.queryOptions({ input: { case: id } }))`. */
export function useApi(): Api {
  return useHost().api;
}

/** Whether the host answers; `reconnect` after it was lost. */
export function useHostLine(): { state: LineState; reconnect: () => void } {
  const { connection } = useHost();
  const state = useSyncExternalStore(
    (listener) => connection.subscribe(listener),
    () => connection.state(),
  );
  return { state, reconnect: () => connection.reconnect() };
}

/** The host is on this machine: what it said stays true until it says that something changed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        networkMode: 'always',
        retry: (count, error) => !(error instanceof FailureError) && count < 2,
        retryDelay: 300,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
