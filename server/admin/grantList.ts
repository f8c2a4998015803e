/** Who reaches which case: by case code and login, without anything of the case itself. */
import type { Role } from '#shared/domain/roles.ts';
import type { ServerContext } from '../context.ts';
import { oneOf, type Reads } from '../store/store.ts';
import { findCase } from './grants.ts';
import { personOf } from './people.ts';

export interface GrantItem {
  readonly feedId: string;
  readonly caseCode: string;
  readonly institution: string | null;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly grantedAt: string;
  readonly endsAt: string | null;
}

const mostListed = 500;

/** Of one case, of one person, or of one person in one case. Throws AdminRefused `case_unknown`, `login_unknown`. */
export async function grantList(
  { store }: ServerContext,
  of: { readonly case: string | null; readonly login: string | null },
): Promise<GrantItem[]> {
  const where = await store.transaction(async (tx) => ({
    ...(of.case === null ? {} : { feed_id: await findCase(tx, of.case) }),
    ...(of.login === null ? {} : { person_id: await personOf(tx, of.login) }),
  }));
  if (of.case === null && of.login === null) return [];
  const grants = await store.select('feed_grant', {
    columns: ['feed_id', 'person_id', 'role', 'granted_at'],
    where,
    order: ['granted_at', 'feed_id', 'person_id'],
    descending: true,
    limit: mostListed,
  });
  const ends = await store.select('grant_end', { columns: ['feed_id', 'person_id', 'ends_at'], where });
  const people = await store.select('person', {
    columns: ['person_id', 'login', 'name'],
    where: { person_id: oneOf(grants.map((row) => row.person_id)) },
  });
  const cases = await casesOf(
    store,
    grants.map((row) => row.feed_id),
  );
  const byId = new Map(people.map((person) => [person.person_id, person]));
  const endOf = new Map(ends.map((row) => [`${row.feed_id} ${row.person_id}`, row.ends_at]));
  return grants.map((row) => ({
    feedId: row.feed_id,
    caseCode: cases.get(row.feed_id)?.caseCode ?? '',
    institution: cases.get(row.feed_id)?.institution ?? null,
    login: byId.get(row.person_id)?.login ?? '',
    name: byId.get(row.person_id)?.name ?? '',
    role: row.role,
    grantedAt: row.granted_at.toISOString(),
    endsAt: endOf.get(`${row.feed_id} ${row.person_id}`)?.toISOString() ?? null,
  }));
}

/** Code and institution. */
async function casesOf(
  reads: Reads,
  feedIds: readonly string[],
): Promise<Map<string, { caseCode: string; institution: string | null }>> {
  const feeds = await reads.select('feed', {
    columns: ['feed_id', 'institution_id', 'case_code'],
    where: { feed_id: oneOf(feedIds) },
  });
  const institutions = await reads.select('institution', { columns: ['institution_id', 'name'] });
  const names = new Map(institutions.map((row) => [row.institution_id, row.name]));
  return new Map(
    feeds.map((feed) => [
      feed.feed_id,
      { caseCode: feed.case_code ?? '', institution: names.get(feed.institution_id ?? '') ?? null },
    ]),
  );
}
