/** People, their roles, and the one-time codes with which they enrol a device. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mayRead } from '#shared/domain/permissions.ts';
import type { Role } from '#shared/domain/roles.ts';
import { addGrants, membershipsOf } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { appendAsServer } from '../feeds/author.ts';
import { type LockedFeed, lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { codeHash } from '../identity/enrolment.ts';
import type { Tx } from '../store/store.ts';
import { AdminRefused } from './fault.ts';
import { findInstitution } from './institutions.ts';

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Id or exact name; null for the whole server, which is for roles without cases. */
  readonly institution: string | null;
  /** Refuses a login that is known, instead of giving that person one more role. */
  readonly fresh?: boolean;
}

/** Letters and digits of any alphabet: what can be said on the telephone and typed. */
const loginPattern = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** Roles that may be held on the whole server: they see no case. */
const serverRoles: readonly Role[] = ['administrator', 'analyst', 'regional_officer'];

/**
 * A login that is known gets the role in addition. A supervisor is let into every case of the institution.
 * Throws AdminRefused `login_malformed`, `login_taken`, `institution_unknown`, `institution_needed`.
 */
export async function addUser(
  context: ServerContext,
  user: NewUser,
): Promise<{ personId: string; institutionId: string }> {
  const login = user.login.trim().toLowerCase();
  if (!loginPattern.test(login)) throw new AdminRefused('login_malformed');
  const added = await context.store.transaction(async (tx) => {
    const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
    const institutionId = await placeOf(context, tx, user);
    const [known] = await tx.select('person', { columns: ['person_id', 'name'], where: { login } });
    if (known !== undefined && user.fresh === true) throw new AdminRefused('login_taken');
    const personId = known?.person_id ?? randomUUID();
    const name = known?.name ?? user.name.trim();
    if (known === undefined) await tx.insert('person', [{ person_id: personId, login, name }]);
    const membership = { person_id: personId, institution_id: institutionId, role: user.role };
    await tx.insert('membership', [membership], 'keep');
    if (user.role === 'supervisor') await letIntoCases(context, tx, personId, institutionId);
    await tellRoles(context, tx, [...feeds.values()], { personId, name });
    return { personId, institutionId };
  });
  await context.audit.add({
    action: 'admin.user.add',
    outcome: 'done',
    details: { person: added.personId, institution: added.institutionId, role: user.role },
  });
  return added;
}

/** Where a role is held: an institution, or the whole server, which stands under its own id. */
export async function placeOf(
  context: ServerContext,
  tx: Tx,
  { role, institution }: Pick<NewUser, 'role' | 'institution'>,
): Promise<string> {
  if (institution !== null) return findInstitution(tx, institution);
  if (!serverRoles.includes(role)) throw new AdminRefused('institution_needed');
  return context.identity.serverId;
}

/** Says in the directory which roles a person has now; the feeds are the locked directory. */
export async function tellRoles(
  context: ServerContext,
  tx: Tx,
  feeds: readonly LockedFeed[],
  { personId, name }: { readonly personId: string; readonly name: string },
): Promise<void> {
  const roles = await membershipsOf(tx, personId);
  for (const feed of feeds) {
    await appendAsServer(tx, context.identity.personId, context.now(), [
      { feed, kind: 'person.added', payload: { personId, name, roles } },
    ]);
  }
  await saveFeeds(tx, feeds);
}

async function letIntoCases(
  context: ServerContext,
  tx: Tx,
  personId: string,
  institutionId: string,
): Promise<void> {
  const cases = await tx.select('feed', {
    columns: ['feed_id'],
    where: { institution_id: institutionId, kind: 'case' },
  });
  await addGrants(
    tx,
    cases.map((row) => ({ feedId: row.feed_id, personId, role: 'supervisor' as const })),
    context.identity.personId,
    context.now(),
  );
}

const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 12;
const codeDays = 7;

/** A code for one device of this person: 60 random bits, good once and for 7 days. Only its hash is kept. */
export async function makeCode(
  context: ServerContext,
  login: string,
): Promise<{ code: string; expiresAt: string }> {
  const plain = [...randomBytes(codeLength)].map((byte) => codeAlphabet[byte & 31]).join('');
  const code = `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
  const now = context.now();
  const expires = new Date(now.getTime() + codeDays * 86_400_000);
  const personId = await context.store.transaction(async (tx) => {
    const id = await personOf(tx, login);
    const unused = { used_by: null, used_at: null };
    await tx.insert('enrolment_code', [
      { code_hash: codeHash(code), person_id: id, made_at: now, expires_at: expires, ...unused },
    ]);
    return id;
  });
  await context.audit.add({ action: 'admin.code', outcome: 'done', details: { person: personId } });
  return { code, expiresAt: expires.toISOString() };
}

/** Throws AdminRefused `login_unknown`. */
export async function personOf(tx: Tx, login: string): Promise<string> {
  const [row] = await tx.select('person', {
    columns: ['person_id'],
    where: { login: login.trim().toLowerCase() },
  });
  if (row === undefined) throw new AdminRefused('login_unknown');
  return row.person_id;
}

/** In which capacity a person may be given a case; null where none of their roles sees cases. */
export async function caseRoleOf(tx: Tx, personId: string): Promise<Role | null> {
  const memberships = await membershipsOf(tx, personId);
  return memberships.map((one) => one.role).find((role) => mayRead([role], 'case')) ?? null;
}
