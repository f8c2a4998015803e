/** People, their roles, and the one-time codes with which they enrol a device. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mayRead } from '#shared/domain/permissions.ts';
import type { Role } from '#shared/domain/roles.ts';
import { addGrants } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { appendAsServer } from '../feeds/author.ts';
import { lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { codeHash } from '../identity/enrolment.ts';
import type { Tx } from '../postgres/connect.ts';
import { inTransaction } from '../postgres/retry.ts';
import { AdminRefused } from './fault.ts';
import { findInstitution } from './institutions.ts';

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Id or exact name. */
  readonly institution: string;
}

/** A login that is known gets the role in addition. A supervisor is let into every case of the institution. */
export async function addUser(
  context: ServerContext,
  user: NewUser,
): Promise<{ personId: string; institutionId: string }> {
  const login = user.login.trim().toLowerCase();
  const added = await inTransaction(context.database, async (tx) => {
    const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
    const institutionId = await findInstitution(tx, user.institution);
    const known = await tx
      .selectFrom('person')
      .select(['person_id', 'name'])
      .where('login', '=', login)
      .executeTakeFirst();
    const personId = known?.person_id ?? randomUUID();
    const name = known?.name ?? user.name.trim();
    if (known === undefined)
      await tx.insertInto('person').values({ person_id: personId, login, name }).execute();
    await tx
      .insertInto('membership')
      .values({ person_id: personId, institution_id: institutionId, role: user.role })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (user.role === 'supervisor') await letIntoCases(context, tx, personId, institutionId);
    const memberships = await tx
      .selectFrom('membership')
      .select(['institution_id', 'role'])
      .where('person_id', '=', personId)
      .orderBy('institution_id')
      .orderBy('role')
      .execute();
    const roles = memberships.map((row) => ({ institutionId: row.institution_id, role: row.role }));
    for (const feed of feeds.values()) {
      await appendAsServer(tx, context.identity.personId, context.now(), [
        { feed, kind: 'person.added', payload: { personId, name, roles } },
      ]);
    }
    await saveFeeds(tx, [...feeds.values()]);
    return { personId, institutionId };
  });
  await context.audit.add({
    action: 'admin.user.add',
    outcome: 'done',
    details: { person: added.personId, institution: added.institutionId, role: user.role },
  });
  return added;
}

async function letIntoCases(
  context: ServerContext,
  tx: Tx,
  personId: string,
  institutionId: string,
): Promise<void> {
  const cases = await tx
    .selectFrom('feed')
    .select('feed_id')
    .where('institution_id', '=', institutionId)
    .where('kind', '=', 'case')
    .execute();
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
  const personId = await inTransaction(context.database, async (tx) => {
    const id = await personOf(tx, login);
    await tx
      .insertInto('enrolment_code')
      .values({ code_hash: codeHash(code), person_id: id, made_at: now, expires_at: expires })
      .execute();
    return id;
  });
  await context.audit.add({ action: 'admin.code', outcome: 'done', details: { person: personId } });
  return { code, expiresAt: expires.toISOString() };
}

/** Throws AdminRefused `login_unknown`. */
export async function personOf(tx: Tx, login: string): Promise<string> {
  const row = await tx
    .selectFrom('person')
    .select('person_id')
    .where('login', '=', login.trim().toLowerCase())
    .executeTakeFirst();
  if (row === undefined) throw new AdminRefused('login_unknown');
  return row.person_id;
}

/** In which capacity a person may be given a case; null where none of their roles sees cases. */
export async function caseRoleOf(tx: Tx, personId: string): Promise<Role | null> {
  const rows = await tx.selectFrom('membership').select('role').where('person_id', '=', personId).execute();
  return rows.map((row) => row.role).find((role) => mayRead([role], 'case')) ?? null;
}
