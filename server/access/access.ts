/**
 * Who reaches which feed: the permission table applied to memberships, and grants for cases.
 * Every answer about a feed goes through here; a feed that is not reached does not exist for
 * whoever asks.
 */
import { sql } from 'kysely';
import { permissions } from '#shared/domain/permissions.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import type { Database, Tx } from '../postgres/connect.ts';

export interface ReadableFeed {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly institutionId: string | null;
  readonly head: number;
  readonly checksum: Uint8Array;
}

/** Kinds of feed that a membership opens; a case needs a grant, the directory is everyone's. */
const byMembership = permissions.filter(
  (line) => line.may === 'read' && line.feed !== 'directory' && line.feed !== 'case',
);

/** Feeds a person may read; of those only the given ones, if given. */
export async function readableFeeds(
  database: Database | Tx,
  personId: string,
  only?: readonly string[],
): Promise<ReadableFeed[]> {
  const among = only === undefined ? sql`true` : sql`feed.feed_id = any(${only}::uuid[])`;
  const { rows } = await sql<{
    feed_id: string;
    kind: FeedKind;
    institution_id: string | null;
    head: number;
    checksum: Uint8Array;
  }>`
    select feed.feed_id, feed.kind, feed.institution_id, feed.head, feed.checksum
    from feed
    where ${among} and feed.feed_id in (
      select feed_id from feed where kind = 'directory'
      union all
      select feed.feed_id
      from membership
      join feed on feed.institution_id = membership.institution_id
      join unnest(
        ${byMembership.map((line) => line.role)}::text[],
        ${byMembership.map((line) => line.feed)}::text[]
      ) as line (role, kind) on line.role = membership.role and line.kind = feed.kind
      where membership.person_id = ${personId}
      union all
      select feed_id from feed_grant where person_id = ${personId}
    )
    order by feed.feed_id`.execute(database);
  return rows.map((row) => ({
    feedId: row.feed_id,
    kind: row.kind,
    institutionId: row.institution_id,
    head: row.head,
    checksum: row.checksum,
  }));
}

/** Persons who may read each of these feeds. For the directory: everyone, so it is left out. */
export async function readersOf(
  database: Database,
  feedIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ feed_id: string; person_id: string }>`
    select feed.feed_id, membership.person_id
    from feed
    join membership on membership.institution_id = feed.institution_id
    join unnest(
      ${byMembership.map((line) => line.role)}::text[],
      ${byMembership.map((line) => line.feed)}::text[]
    ) as line (role, kind) on line.role = membership.role and line.kind = feed.kind
    where feed.feed_id = any(${feedIds}::uuid[])
    union
    select feed_id, person_id from feed_grant where feed_id = any(${feedIds}::uuid[])`.execute(database);
  const readers = new Map<string, Set<string>>();
  for (const row of rows) {
    const of = readers.get(row.feed_id) ?? new Set();
    readers.set(row.feed_id, of.add(row.person_id));
  }
  return readers;
}

export interface Membership {
  readonly institutionId: string;
  readonly role: Role;
}

export async function membershipsOf(database: Database | Tx, personId: string): Promise<Membership[]> {
  const rows = await database
    .selectFrom('membership')
    .select(['institution_id', 'role'])
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => ({ institutionId: row.institution_id, role: row.role }));
}

/**
 * Roles in which a person stands before a feed: for a case that of the grant, for an
 * institution's feed those of the membership, for the directory all. Empty: no access.
 */
export function rolesIn(
  feed: { readonly feedId: string; readonly kind: FeedKind; readonly institutionId: string | null },
  memberships: readonly Membership[],
  grants: ReadonlyMap<string, Role>,
): readonly Role[] {
  if (feed.kind === 'directory') return memberships.map((one) => one.role);
  const there = memberships.filter((one) => one.institutionId === feed.institutionId).map((one) => one.role);
  if (feed.kind === 'case') {
    const granted = grants.get(feed.feedId);
    // whoever holds a grant acts in every role held there: a supervisor who is also a caseworker approves
    return granted === undefined ? [] : [granted, ...there];
  }
  return there;
}

export async function grantsOf(
  tx: Tx,
  personId: string,
  feedIds: readonly string[],
): Promise<Map<string, Role>> {
  if (feedIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('feed_grant')
    .select(['feed_id', 'role'])
    .where('person_id', '=', personId)
    .where('feed_id', 'in', [...new Set(feedIds)])
    .execute();
  return new Map(rows.map((row) => [row.feed_id, row.role]));
}

export async function addGrants(
  tx: Tx,
  grants: readonly { feedId: string; personId: string; role: Role }[],
  grantedBy: string,
  now: Date,
): Promise<void> {
  if (grants.length === 0) return;
  await tx
    .insertInto('feed_grant')
    .values(
      grants.map((grant) => ({
        feed_id: grant.feedId,
        person_id: grant.personId,
        role: grant.role,
        granted_by: grantedBy,
        granted_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['feed_id', 'person_id']).doNothing())
    .execute();
}
