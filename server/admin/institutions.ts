/** Institutions and their feeds: institution, roster and plan are made together with it. */
import { randomUUID } from 'node:crypto';
import type { ServerContext } from '../context.ts';
import { appendAsServer } from '../feeds/author.ts';
import { lockFeeds, makeFeed, saveFeeds } from '../feeds/lock.ts';
import { isId } from '../identity/id.ts';
import type { Tx } from '../store/store.ts';
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
  await context.store.transaction(async (tx) => {
    const feeds = await lockFeeds(tx, [context.identity.directoryFeedId]);
    const same = await tx.count('institution', { name: item.name });
    if (same > 0) throw new AdminRefused('institution_exists');
    const own = {
      institution: await makeFeed(tx, randomUUID(), 'institution', item.institutionId),
      roster: await makeFeed(tx, randomUUID(), 'roster', item.institutionId),
      plan: await makeFeed(tx, randomUUID(), 'plan', item.institutionId),
    };
    await tx.insert('institution', [
      {
        institution_id: item.institutionId,
        name: item.name,
        region,
        institution_feed_id: own.institution.feedId,
        roster_feed_id: own.roster.feedId,
        plan_feed_id: own.plan.feedId,
      },
    ]);
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
  const rows = await context.store.select('institution', {
    columns: ['institution_id', 'name', 'region'],
    order: ['name'],
  });
  return rows.map((row) => ({ institutionId: row.institution_id, name: row.name, region: row.region }));
}

/** By id or exact name. Throws AdminRefused `institution_unknown`. */
export async function findInstitution(tx: Tx, idOrName: string): Promise<string> {
  const named = await tx.select('institution', {
    columns: ['institution_id'],
    where: { name: idOrName.trim() },
  });
  const meant =
    named.length === 0 && isId(idOrName)
      ? await tx.select('institution', { columns: ['institution_id'], where: { institution_id: idOrName } })
      : named;
  const [row] = meant;
  if (row === undefined) throw new AdminRefused('institution_unknown');
  return row.institution_id;
}

export interface InstitutionCounts extends InstitutionItem {
  /** People with a role there, and cases. */
  readonly people: number;
  readonly cases: number;
}

export async function institutionCounts(context: ServerContext): Promise<InstitutionCounts[]> {
  const { store } = context;
  const memberships = await store.select('membership', { columns: ['institution_id', 'person_id'] });
  const people = Map.groupBy(memberships, (row) => row.institution_id);
  const lines: InstitutionCounts[] = [];
  for (const item of await listInstitutions(context)) {
    const here = people.get(item.institutionId) ?? [];
    lines.push({
      ...item,
      people: new Set(here.map((row) => row.person_id)).size,
      cases: await store.count('feed', { institution_id: item.institutionId, kind: 'case' }),
    });
  }
  return lines;
}
