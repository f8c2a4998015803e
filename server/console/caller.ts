/**
 * Who is signed in and what their roles open. An administrator here is one of the whole server:
 * the membership stands at the server's own id; figures reach as far as the memberships do.
 */
import { consoleRoles } from '#shared/console/access.ts';
import type { SignedIn } from '#shared/console/session.ts';
import type { Role } from '#shared/domain/roles.ts';
import { membershipsOf } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { columnsOf } from '../store/shapes.ts';
import type { Tables } from '../store/tables.ts';
import type { Session } from './sessions.ts';

export interface Caller {
  readonly session: Session;
  readonly login: string;
  readonly name: string;
  readonly account: Tables['account'];
  /** Of these, what the console knows; nobody else's roles open anything. */
  readonly roles: readonly Role[];
  /** Institutions whose figures are in reach. */
  readonly reach: 'all' | readonly string[];
}

/** Null where the account is gone. */
export async function callerOf(server: ServerContext, session: Session): Promise<Caller | null> {
  const { personId } = session;
  const [account] = await server.store.select('account', {
    columns: columnsOf('account'),
    where: { person_id: personId },
  });
  const [person] = await server.store.select('person', {
    columns: ['login', 'name'],
    where: { person_id: personId },
  });
  if (account === undefined || person === undefined) return null;
  return { session, ...person, account, ...(await rolesOf(server, personId)) };
}

export async function rolesOf(
  server: ServerContext,
  personId: string,
): Promise<Pick<Caller, 'roles' | 'reach'>> {
  const { serverId } = server.identity;
  const held = (await membershipsOf(server.store, personId)).filter(
    ({ role, institutionId }) =>
      consoleRoles.includes(role) && (role !== 'administrator' || institutionId === serverId),
  );
  const everywhere = held.some((one) => one.institutionId === serverId);
  return {
    roles: [...new Set(held.map((one) => one.role))],
    reach: everywhere ? 'all' : [...new Set(held.map((one) => one.institutionId))],
  };
}

export function signedInAs({ session, login, name, account, roles }: Caller): SignedIn {
  return {
    person: { id: session.personId, login, name },
    roles: [...roles],
    key: session.key,
    mustChangePassword: account.password_until !== null,
    totp: account.totp_confirmed_at !== null,
  };
}
