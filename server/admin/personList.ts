/** People with their roles, for whoever manages them. */
import type { Role } from '#shared/domain/roles.ts';
import type { ServerContext } from '../context.ts';

export interface PersonItem {
  readonly personId: string;
  readonly login: string;
  readonly name: string;
  /** Null: on the whole server. */
  readonly roles: readonly { role: Role; institutionId: string | null; institution: string | null }[];
  readonly devices: number;
  readonly console: 'none' | 'temporary' | 'own';
  readonly totp: boolean;
}

export async function personList({ store, identity }: ServerContext): Promise<PersonItem[]> {
  const people = await store.select('person', { columns: ['person_id', 'login', 'name'], order: ['login'] });
  const memberships = await store.select('membership', {
    columns: ['person_id', 'institution_id', 'role'],
    order: ['person_id', 'institution_id', 'role'],
  });
  const institutions = await store.select('institution', { columns: ['institution_id', 'name'] });
  const devices = await store.select('device', { columns: ['person_id'], where: { revoked_as: null } });
  const accounts = await store.select('account', {
    columns: ['person_id', 'password_until', 'totp_confirmed_at'],
  });
  const names = new Map(institutions.map((row) => [row.institution_id, row.name]));
  const roles = Map.groupBy(memberships, (row) => row.person_id);
  const held = Map.groupBy(devices, (row) => row.person_id);
  const access = new Map(accounts.map((row) => [row.person_id, row]));
  return people.map(({ person_id, login, name }) => {
    const account = access.get(person_id);
    return {
      personId: person_id,
      login,
      name,
      roles: (roles.get(person_id) ?? []).map(({ role, institution_id }) => ({
        role,
        institutionId: institution_id === identity.serverId ? null : institution_id,
        institution: names.get(institution_id) ?? null,
      })),
      devices: held.get(person_id)?.length ?? 0,
      console: account === undefined ? 'none' : account.password_until === null ? 'own' : 'temporary',
      totp: account?.totp_confirmed_at != null,
    };
  });
}
