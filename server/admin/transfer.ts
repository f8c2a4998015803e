/**
 * A case goes from one person to another: the other is let in at once, the first loses the access
 * now or at the end of a day. Ends that have come are carried out by `endDueGrants`.
 */
import { dayOfInstant, startOfDay } from '#shared/country/kz/zone.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import { addGrants } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { between } from '../store/store.ts';
import { AdminRefused } from './fault.ts';
import { findCase } from './grants.ts';
import { caseRoleOf, personOf } from './people.ts';

export interface Transfer {
  /** Feed id or case code. */
  readonly case: string;
  readonly from: string;
  readonly to: string;
  /** The last day of the first person's access; null ends it now. */
  readonly lastDay: Day | null;
}

/** Throws AdminRefused for a login, case or grant that is not there, or a role that sees no case. */
export async function transferCase(context: ServerContext, given: Transfer): Promise<{ feedId: string }> {
  const now = context.now();
  if (given.lastDay !== null && given.lastDay < dayOfInstant(now.getTime()))
    throw new AdminRefused('day_passed');
  const moved = await context.store.transaction(async (tx) => {
    const feedId = await findCase(tx, given.case);
    const from = await personOf(tx, given.from);
    const to = await personOf(tx, given.to);
    if (from === to) throw new AdminRefused('grant_same_person');
    const held = await tx.count('feed_grant', { feed_id: feedId, person_id: from });
    if (held === 0) throw new AdminRefused('grant_unknown');
    const role = await caseRoleOf(tx, to);
    if (role === null) throw new AdminRefused('role_sees_no_case');
    await addGrants(tx, [{ feedId, personId: to, role }], context.identity.personId, now);
    await tx.remove('grant_end', [
      { feed_id: feedId, person_id: from },
      { feed_id: feedId, person_id: to },
    ]);
    if (given.lastDay === null) {
      await tx.remove('feed_grant', [{ feed_id: feedId, person_id: from }]);
    } else {
      const ends_at = new Date(startOfDay(addDays(given.lastDay, 1)));
      await tx.insert('grant_end', [{ feed_id: feedId, person_id: from, ends_at }]);
    }
    return { feedId, from, to };
  });
  await context.audit.add({
    action: 'admin.transfer',
    outcome: 'done',
    details: {
      feed: moved.feedId,
      from: moved.from,
      to: moved.to,
      ...(given.lastDay === null ? {} : { lastDay: given.lastDay }),
    },
  });
  return { feedId: moved.feedId };
}

const mostAtOnce = 500;

/** Takes back the grants whose end has come; answers how many. Any server process may do it. */
export async function endDueGrants(context: ServerContext): Promise<number> {
  const ended = await context.store.transaction(async (tx) => {
    const due = await tx.select('grant_end', {
      columns: ['feed_id', 'person_id'],
      where: { ends_at: between(new Date(0), context.now()) },
      limit: mostAtOnce,
      lock: 'skip',
    });
    await tx.remove('feed_grant', due);
    await tx.remove('grant_end', due);
    return due;
  });
  for (const { feed_id, person_id } of ended) {
    await context.audit.add({
      action: 'grant.end',
      outcome: 'done',
      details: { feed: feed_id, person: person_id },
    });
  }
  return ended.length;
}
