/** The server as the console's pages see it, and who is signed in. */
import { createContext, type ReactNode, useContext } from 'react';
import { isOpen } from '#shared/console/access.ts';
import type { SignedIn } from '#shared/console/session.ts';
import type { Day } from '#shared/domain/day.ts';
import type { ConsoleApi, ServerConnection } from './connect.ts';

const ServerContext = createContext<ServerConnection | null>(null);

export function ServerProvider({ server, children }: { server: ServerConnection; children: ReactNode }) {
  return <ServerContext value={server}>{children}</ServerContext>;
}

export function useServer(): ServerConnection {
  const server = useContext(ServerContext);
  if (server === null) throw new Error('no ServerProvider');
  return server;
}

/** Example: `useQuery(api.people.list.queryOptions())`. */
export function useApi(): ConsoleApi {
  return useServer().api;
}

export interface Signed {
  readonly me: SignedIn;
  /** The server's name for itself. */
  readonly server: string;
  /** The server's today. */
  readonly today: Day;
}

export const SignedContext = createContext<Signed | null>(null);

export function useSigned(): Signed {
  const signed = useContext(SignedContext);
  if (signed === null) throw new Error('nobody is signed in');
  return signed;
}

/** Whether a procedure is open to whoever is signed in; the server decides all the same. */
export function useMay(): (procedure: string) => boolean {
  const { me } = useSigned();
  return (procedure) => isOpen(procedure, me.roles);
}
