/** Who may hand in a document: the same question by wire and for a file (docs/sync-protocol.md §14, §15). */
import { mayWrite } from '#shared/domain/permissions.ts';
import { documentAttached } from '#shared/domain/steps/documents.ts';
import { readCanonical } from '#shared/sync/canonical.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';
import { grantsOf, membershipsOf, rolesIn } from '../access/access.ts';
import { oneOf, type Reads } from '../store/store.ts';

/**
 * Whoever may write documents in the case now; and whoever wrote a step there that names this one, while they
 * might or too late: then its bytes belong to what is here already, placed or withheld. False also for a feed
 * that does not exist, or is no case.
 */
export async function mayAttach(reads: Reads, personId: string, named: DocumentNamed): Promise<boolean> {
  const feedId = named.feed;
  const [feed] = await reads.select('feed', {
    columns: ['kind', 'institution_id'],
    where: { feed_id: feedId },
  });
  if (feed === undefined || feed.kind !== 'case') return false;
  const memberships = await membershipsOf(reads, personId);
  const grants = await grantsOf(reads, personId, [feedId]);
  const roles = rolesIn({ feedId, kind: 'case', institutionId: feed.institution_id }, memberships, grants);
  return mayWrite(roles, 'case', documentAttached.group) || (await hasNamed(reads, personId, named));
}

async function hasNamed(reads: Reads, personId: string, { feed, sha256 }: DocumentNamed): Promise<boolean> {
  const devices = await reads.select('device', { columns: ['device_id'], where: { person_id: personId } });
  const where = { feed_id: feed, device_id: oneOf(devices.map((device) => device.device_id)) };
  const kind = documentAttached.kind;
  const placed = await reads.select('step', { columns: ['payload'], where: { ...where, kind } });
  const withheld = await reads.select('withheld_step', {
    columns: ['payload'],
    where: { ...where, kind, verdict: 'quarantined' },
  });
  return [...placed, ...withheld].some(({ payload }) => namedIn(payload) === sha256);
}

function namedIn(payload: Uint8Array): string | null {
  const parsed = documentAttached.schema.safeParse(readCanonical(payload));
  return parsed.success ? parsed.data.sha256 : null;
}
