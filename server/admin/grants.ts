/** Sharing one case with one more person, and taking it back. */
import { readCaseCode } from '#shared/domain/caseCode.ts';
import { addGrants } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { isId } from '../identity/id.ts';
import type { Tx } from '../store/store.ts';
import { AdminRefused } from './fault.ts';
import { caseRoleOf, personOf } from './people.ts';

/** Case by feed id or case code. Throws AdminRefused for a login or case that is not there, or a role that sees no case. */
export async function grant(
  context: ServerContext,
  login: string,
  caseIdOrCode: string,
): Promise<{ feedId: string }> {
  const given = await context.store.transaction(async (tx) => {
    const personId = await personOf(tx, login);
    const feedId = await findCase(tx, caseIdOrCode);
    const role = await caseRoleOf(tx, personId);
    if (role === null) throw new AdminRefused('role_sees_no_case');
    await addGrants(tx, [{ feedId, personId, role }], context.identity.personId, context.now());
    // given anew, it has no end
    await tx.remove('grant_end', [{ feed_id: feedId, person_id: personId }]);
    return { feedId, personId };
  });
  await context.audit.add({
    action: 'admin.grant',
    outcome: 'done',
    details: { feed: given.feedId, person: given.personId },
  });
  return { feedId: given.feedId };
}

/** The person's devices delete the case at their next contact, after pushing what they have not sent. */
export async function withdraw(
  context: ServerContext,
  login: string,
  caseIdOrCode: string,
): Promise<{ feedId: string; withdrawn: boolean }> {
  const taken = await context.store.transaction(async (tx) => {
    const personId = await personOf(tx, login);
    const feedId = await findCase(tx, caseIdOrCode);
    const removed = await tx.remove('feed_grant', [{ feed_id: feedId, person_id: personId }]);
    await tx.remove('grant_end', [{ feed_id: feedId, person_id: personId }]);
    return { feedId, personId, withdrawn: removed > 0 };
  });
  await context.audit.add({
    action: 'admin.withdraw',
    outcome: taken.withdrawn ? 'done' : 'had_none',
    details: { feed: taken.feedId, person: taken.personId },
  });
  return { feedId: taken.feedId, withdrawn: taken.withdrawn };
}

/** By feed id or case code. Throws AdminRefused `case_unknown`. */
export async function findCase(tx: Tx, caseIdOrCode: string): Promise<string> {
  if (isId(caseIdOrCode)) {
    const [feed] = await tx.select('feed', {
      columns: ['feed_id'],
      where: { feed_id: caseIdOrCode, kind: 'case' },
    });
    if (feed !== undefined) return feed.feed_id;
  }
  const code = readCaseCode(caseIdOrCode);
  if (code === null) throw new AdminRefused('case_unknown');
  const [found] = await tx.select('feed', {
    columns: ['feed_id'],
    where: { case_code: code },
    order: ['feed_id'],
  });
  if (found === undefined) throw new AdminRefused('case_unknown');
  return found.feed_id;
}
