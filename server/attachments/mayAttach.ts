/** Who may hand in a document: the same question by wire and for a file (docs/sync-protocol.md §14, §15). */
import { mayWrite } from '#shared/domain/permissions.ts';
import { documentAttached } from '#shared/domain/steps/documents.ts';
import { grantsOf, membershipsOf, rolesIn } from '../access/access.ts';
import type { Reads } from '../store/store.ts';

/** False also for a feed that does not exist, or is no case. */
export async function mayAttach(reads: Reads, personId: string, feedId: string): Promise<boolean> {
  const [feed] = await reads.select('feed', {
    columns: ['kind', 'institution_id'],
    where: { feed_id: feedId },
  });
  if (feed === undefined || feed.kind !== 'case') return false;
  const memberships = await membershipsOf(reads, personId);
  const grants = await grantsOf(reads, personId, [feedId]);
  const roles = rolesIn({ feedId, kind: 'case', institutionId: feed.institution_id }, memberships, grants);
  return mayWrite(roles, 'case', documentAttached.group);
}
