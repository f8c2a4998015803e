/** Institutions and their feeds: institution, roster and plan are made together with it. */
import { randomUUID } from 'node:crypto';
import type { ServerContext } from '../context.ts';
import { appendAsServer } from '../feeds/author.ts';
import { lockFeeds, makeFeed, saveFeeds } from '../feeds/lock.ts';
import type { Tx } from '../postgres/connect.ts';
import { inTransaction } from '../postgres/retry.ts';
import { AdminRefused } from './fault.ts';

export interface InstitutionItem {
  readonly institutionId: string;
  readonly name: string;
  readonly region: string | null;
}

/** Throws AdminRefused `institution_exists`: the name is how enrolling devices find it. */
export async function addInstitution(
  context: ServerContext,
  name: string,
  region: string | null = null,
): Promise<InstitutionItem> {
  const item = { institutionId: randomUUID(), name: name.trim(), region };
  await inTransaction(context.database, async (tx) => {
    const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
    const same = await tx
      .selectFrom('institution')
      .select('institution_id')
      .where('name', '=', item.name)
      .executeTakeFirst();
    if (same !== undefined) throw new AdminRefused('institution_exists');
    const own = {
      institution: await makeFeed(tx, randomUUID(), 'institution', item.institutionId),
      roster: await makeFeed(tx, randomUUID(), 'roster', item.institutionId),
      plan: await makeFeed(tx, randomUUID(), 'plan', item.institutionId),
    };
    await tx
      .insertInto('institution')
      .values({
        institution_id: item.institutionId,
        name: item.name,
        region,
        institution_feed_id: own.institution.feedId,
        roster_feed_id: own.roster.feedId,
        plan_feed_id: own.plan.feedId,
      })
      .execute();
    for (const feed of feeds.values()) {
      await appendAsServer(tx, context.identity.personId, context.now(), [
        { feed, kind: 'institution.added', payload: { ...item } },
      ]);
    }
    await saveFeeds(tx, [...feeds.values()]);
  });
  await context.audit.add({
    action: 'admin.institution.add',
    outcome: 'done',
    details: { institution: item.institutionId },
  });
  return item;
}

export async function listInstitutions(context: ServerContext): Promise<InstitutionItem[]> {
  const rows = await context.database
    .selectFrom('institution')
    .select(['institution_id', 'name', 'region'])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ institutionId: row.institution_id, name: row.name, region: row.region }));
}

/** By id or exact name. Throws AdminRefused `institution_unknown`. */
export async function findInstitution(tx: Tx, idOrName: string): Promise<string> {
  const row = await tx
    .selectFrom('institution')
    .select('institution_id')
    .where((where) =>
      where.or([
        where('name', '=', idOrName.trim()),
        ...(/^[0-9a-f-]{36}$/.test(idOrName) ? [where('institution_id', '=', idOrName)] : []),
      ]),
    )
    .executeTakeFirst();
  if (row === undefined) throw new AdminRefused('institution_unknown');
  return row.institution_id;
}
