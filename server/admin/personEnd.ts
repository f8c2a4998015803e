/** Taking roles back, one or all. What a person has written stays, under their name. */
import type { Role } from '#shared/domain/roles.ts';
import { dropAccount } from '../console/account.ts';
import type { ServerContext } from '../context.ts';
import { lockFeeds } from '../feeds/lock.ts';
import { oneOf, type Tx } from '../store/store.ts';
import { AdminRefused } from './fault.ts';
import { personOf, placeOf, tellRoles } from './people.ts';

interface RoleAt {
  readonly login: string;
  readonly role: Role;
  /** Id or exact name; null for the whole server. */
  readonly institution: string | null;
}

/** With the role goes the access to cases that was given for it. Throws AdminRefused `role_not_held`, `last_administrator`. */
export async function endRole(context: ServerContext, { login, role, institution }: RoleAt): Promise<void> {
  const ended = await context.store.transaction(async (tx) => {
    const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
    const personId = await personOf(tx, login);
    const institutionId = await placeOf(context, tx, { role, institution });
    const key = { person_id: personId, institution_id: institutionId, role };
    if (role === 'administrator' && institutionId === context.identity.serverId)
      await keepOneAdministrator(context, tx, personId);
    if ((await tx.remove('membership', [key])) === 0) throw new AdminRefused('role_not_held');
    const cases = await tx.select('feed', {
      columns: ['feed_id'],
      where: { institution_id: institutionId, kind: 'case' },
    });
    const given = await tx.select('feed_grant', {
      columns: ['feed_id', 'person_id'],
      where: { person_id: personId, role, feed_id: oneOf(cases.map((row) => row.feed_id)) },
    });
    await tx.remove('feed_grant', given);
    await tx.remove('grant_end', given);
    await tellRoles(context, tx, [...feeds.values()], { personId, name: await nameOf(tx, personId) });
    return { personId, institutionId };
  });
  await context.audit.add({
    action: 'admin.user.end_role',
    outcome: 'done',
    details: { person: ended.personId, institution: ended.institutionId, role },
  });
}

/** Roles, grants, open codes, devices and the console: all end. Throws AdminRefused `last_administrator`. */
export async function endPerson(
  context: ServerContext,
  login: string,
): Promise<{ devices: number; grants: number }> {
  const now = context.now();
  const ended = await context.store.transaction(async (tx) => {
    const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
    const personId = await personOf(tx, login);
    const where = { person_id: personId };
    const memberships = await tx.select('membership', {
      columns: ['person_id', 'institution_id', 'role'],
      where,
    });
    await keepOneAdministrator(context, tx, personId);
    await tx.remove('membership', memberships);
    const grants = await tx.select('feed_grant', { columns: ['feed_id', 'person_id'], where });
    await tx.remove('feed_grant', grants);
    await tx.remove('grant_end', grants);
    const codes = await tx.select('enrolment_code', {
      columns: ['code_hash'],
      where: { ...where, used_by: null },
    });
    await tx.remove('enrolment_code', codes);
    const devices = await tx.select('device', {
      columns: ['device_id'],
      where: { ...where, revoked_as: null },
    });
    await tx.update(
      'device',
      devices.map(({ device_id }) => ({ device_id, revoked_as: 'withdrawn' as const, revoked_at: now })),
    );
    await dropAccount(tx, personId, now);
    await tellRoles(context, tx, [...feeds.values()], { personId, name: await nameOf(tx, personId) });
    return { personId, devices: devices.length, grants: grants.length };
  });
  const { personId, ...counts } = ended;
  await context.audit.add({
    action: 'admin.user.end',
    outcome: 'done',
    details: { person: personId, ...counts },
  });
  return counts;
}

/** A server without an administrator could only be helped from its own command line. */
async function keepOneAdministrator(context: ServerContext, tx: Tx, personId: string): Promise<void> {
  const all = await tx.select('membership', {
    columns: ['person_id'],
    where: { institution_id: context.identity.serverId, role: 'administrator' },
  });
  if (all.length === 1 && all[0]?.person_id === personId) throw new AdminRefused('last_administrator');
}

async function nameOf(tx: Tx, personId: string): Promise<string> {
  const [row] = await tx.select('person', { columns: ['name'], where: { person_id: personId } });
  return row?.name ?? '';
}
