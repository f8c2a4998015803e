/**
 * Who reaches which feed: the permission table applied to memberships, and grants for cases.
 * Every answer about a feed goes through here; a feed that is not reached does not exist for
 * whoever asks.
 */
import { mayRead } from '#shared/domain/permissions.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { FeedKind } from '#shared/domain/step.ts';
import { oneOf, type Reads, type Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

export interface ReadableFeed {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly institutionId: string | null;
  readonly head: number;
  readonly checksum: Uint8Array;
}

const feedColumns = ['feed_id', 'kind', 'institution_id', 'head', 'checksum'] as const;

/** Feeds a person may read, in order of their ids; of those only the given ones, if given. */
export async function readableFeeds(
  reads: Reads,
  personId: string,
  only?: readonly string[],
): Promise<ReadableFeed[]> {
  const memberships = await membershipsOf(reads, personId);
  const granted = await reads.select('feed_grant', {
    columns: ['feed_id'],
    where: { person_id: personId, ...(only === undefined ? {} : { feed_id: oneOf(only) }) },
  });
  const grants = new Set(granted.map((row) => row.feed_id));
  const rows =
    only === undefined
      ? await reachableFeeds(reads, memberships, grants)
      : await reads.select('feed', { columns: feedColumns, where: { feed_id: oneOf(only) } });
  return rows
    .filter((row) => opens(row, memberships) || grants.has(row.feed_id))
    .toSorted((one, other) => (one.feed_id < other.feed_id ? -1 : 1))
    .map(readableOf);
}

type FeedRow = Pick<Tables['feed'], (typeof feedColumns)[number]>;

export function readableOf(row: FeedRow): ReadableFeed {
  return {
    feedId: row.feed_id,
    kind: row.kind,
    institutionId: row.institution_id,
    head: row.head,
    checksum: row.checksum,
  };
}

/** Of these feeds the ones that are there and that the person may not read. */
export async function unreadableOf(
  reads: Reads,
  personId: string,
  feedIds: readonly string[],
): Promise<string[]> {
  const there = await reads.select('feed', { columns: ['feed_id'], where: { feed_id: oneOf(feedIds) } });
  const readable = await readableFeeds(reads, personId, feedIds);
  const open = new Set(readable.map((feed) => feed.feedId));
  return there.map((row) => row.feed_id).filter((feedId) => !open.has(feedId));
}

async function reachableFeeds(
  reads: Reads,
  memberships: readonly Membership[],
  grants: ReadonlySet<string>,
): Promise<FeedRow[]> {
  const institutions = oneOf(memberships.map((one) => one.institutionId));
  const directory = await reads.select('feed', {
    columns: feedColumns,
    // it is no institution's, which the index finds
    where: { institution_id: null, kind: 'directory' },
  });
  const theirs = await reads.select('feed', {
    columns: feedColumns,
    where: { institution_id: institutions, kind: oneOf(kindsOfInstitutions) },
  });
  const shared = await reads.select('feed', { columns: feedColumns, where: { feed_id: oneOf(grants) } });
  return [...new Map([...directory, ...theirs, ...shared].map((row) => [row.feed_id, row])).values()];
}

/** Kinds of feed that a membership opens; a case needs a grant. */
const kindsOfInstitutions = ['institution', 'roster', 'plan', 'device_audit'] as const;

/** Whether the memberships alone let into the feed: the directory is everyone's. */
function opens(
  feed: { readonly kind: FeedKind; readonly institution_id: string | null },
  memberships: readonly Membership[],
): boolean {
  if (feed.kind === 'directory') return true;
  if (feed.kind === 'case') return false;
  const there = memberships.filter((one) => one.institutionId === feed.institution_id).map((one) => one.role);
  return mayRead(there, feed.kind);
}

/** Persons who may read each of these feeds. For the directory: everyone, so it is left out. */
export async function readersOf(reads: Reads, feedIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const feeds = await reads.select('feed', {
    columns: ['feed_id', 'kind', 'institution_id'],
    where: { feed_id: oneOf(feedIds) },
  });
  const institutions = feeds.flatMap((feed) => (feed.institution_id === null ? [] : [feed.institution_id]));
  const memberships = await reads.select('membership', {
    columns: ['person_id', 'institution_id', 'role'],
    where: { institution_id: oneOf(institutions) },
  });
  const granted = await reads.select('feed_grant', {
    columns: ['feed_id', 'person_id'],
    where: { feed_id: oneOf(feedIds) },
  });
  const readers = new Map<string, Set<string>>();
  for (const feed of feeds) {
    if (feed.kind === 'directory') continue;
    const own = memberships.filter((one) =>
      opens(feed, [{ institutionId: one.institution_id, role: one.role }]),
    );
    readers.set(feed.feed_id, new Set(own.map((one) => one.person_id)));
  }
  for (const row of granted) readers.get(row.feed_id)?.add(row.person_id);
  return readers;
}

export interface Membership {
  readonly institutionId: string;
  readonly role: Role;
}

export async function membershipsOf(reads: Reads, personId: string): Promise<Membership[]> {
  const rows = await reads.select('membership', {
    columns: ['institution_id', 'role'],
    where: { person_id: personId },
    order: ['institution_id', 'role'],
  });
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
  reads: Reads,
  personId: string,
  feedIds: readonly string[],
): Promise<Map<string, Role>> {
  const rows = await reads.select('feed_grant', {
    columns: ['feed_id', 'role'],
    where: { person_id: personId, feed_id: oneOf(feedIds) },
  });
  return new Map(rows.map((row) => [row.feed_id, row.role]));
}

/** A person who holds a grant keeps it as it is. */
export async function addGrants(
  tx: Tx,
  grants: readonly { feedId: string; personId: string; role: Role }[],
  grantedBy: string,
  now: Date,
): Promise<void> {
  const rows = grants.map((grant) => ({
    feed_id: grant.feedId,
    person_id: grant.personId,
    role: grant.role,
    granted_by: grantedBy,
    granted_at: now,
  }));
  await tx.insert('feed_grant', rows, 'keep');
}
