/** A case's feed comes into being: its author and the supervisors of its institution are let in. */
import type { Role } from '#shared/domain/roles.ts';
import { addGrants } from '../access/access.ts';
import { oneOf, type Tx } from '../store/store.ts';
import { type LockedFeed, makeFeed } from './lock.ts';

export interface NewCase {
  readonly feedId: string;
  readonly caseCode: string | null;
  readonly institutionId: string | null;
  /** Who opened it, and in which role they hold it; no role where they may not see it. */
  readonly openedBy: { readonly personId: string; readonly role: Role | null };
  readonly now: Date;
}

export async function openCase(
  tx: Tx,
  { feedId, caseCode, institutionId, openedBy, now }: NewCase,
): Promise<LockedFeed> {
  const feed = await makeFeed(tx, feedId, 'case', institutionId, caseCode);
  const supervisors = await tx.select('membership', {
    columns: ['person_id'],
    where: { institution_id: oneOf(institutionId === null ? [] : [institutionId]), role: 'supervisor' },
  });
  const { personId, role } = openedBy;
  const own = role === null ? [] : [{ feedId, personId, role }];
  const others = supervisors
    .filter((row) => role === null || row.person_id !== personId)
    .map((row) => ({ feedId, personId: row.person_id, role: 'supervisor' as const }));
  await addGrants(tx, [...own, ...others], personId, now);
  return feed;
}
