/**
 * The cases of a caseworker who was entered again after a restore (docs/sync-protocol.md §9): colleagues named
 * them under the id that they had, and may have sent that before this laptop came back.
 */
import { foldName } from '#shared/domain/search/foldName.ts';
import type { Alias } from '#shared/sync/messages.ts';
import { addGrants, membershipsOf } from '../access/access.ts';
import type { ServerContext } from '../context.ts';
import { oneOf, type Tx } from '../store/store.ts';
import { namesCaseworker } from '../sync/judge.ts';

/** Asked of the database at once: cases whose steps are looked through. */
const casesAtOnce = 500;

/** Under a former id, and by their name: an id alone could be anybody's. */
export async function letIntoNamedCases(
  context: ServerContext,
  tx: Tx,
  personId: string,
  aliases: readonly Alias[],
): Promise<void> {
  const former = new Set(aliases.filter((one) => one.kind === 'person').map((one) => one.local));
  if (former.size === 0) return;
  const works = (await membershipsOf(tx, personId)).filter((one) => one.role === 'caseworker');
  const [person] = await tx.select('person', { columns: ['name'], where: { person_id: personId } });
  if (person === undefined || works.length === 0) return;
  const name = foldName(person.name);
  const cases = await tx.select('feed', {
    columns: ['feed_id'],
    where: { institution_id: oneOf(works.map((one) => one.institutionId)), kind: 'case' },
    order: ['feed_id'],
  });
  for (let from = 0; from < cases.length; from += casesAtOnce) {
    const some = cases.slice(from, from + casesAtOnce).map((row) => row.feed_id);
    const steps = await tx.select('step', {
      columns: ['feed_id', 'kind', 'payload'],
      where: { feed_id: oneOf(some), kind: 'caseworker.named', verdict: 'accepted' },
    });
    const theirs = steps.filter((step) => {
      const named = namesCaseworker(step);
      return named !== null && former.has(named.personId) && foldName(named.name) === name;
    });
    const grants = [...new Set(theirs.map((step) => step.feed_id))].map((feedId) => ({
      feedId,
      personId,
      role: 'caseworker' as const,
    }));
    await addGrants(tx, grants, context.identity.personId, context.now());
  }
}
