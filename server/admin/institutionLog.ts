/** What figures and reports on the server are computed from, and simple counts. */
import { parsePayload } from '#shared/sync/canonical.ts';
import type { ServerContext } from '../context.ts';
import { findInstitution } from './institutions.ts';

export interface InstitutionLogEntry {
  readonly pos: number;
  /** Server's clock, ISO 8601. */
  readonly receivedAt: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** An institution's feed in order: summaries and baselines, without names. By id or exact name. */
export async function institutionLog(
  context: ServerContext,
  institution: string,
): Promise<{ institutionId: string; feedId: string; entries: InstitutionLogEntry[] }> {
  const { institutionId, feedId, rows } = await context.store.transaction(async (tx) => {
    const id = await findInstitution(tx, institution);
    const [found] = await tx.select('institution', {
      columns: ['institution_feed_id'],
      where: { institution_id: id },
    });
    const feed = found?.institution_feed_id ?? '';
    const steps = await tx.select('step', {
      columns: ['pos', 'received_at', 'kind', 'payload'],
      where: { feed_id: feed },
      order: ['pos'],
    });
    return { institutionId: id, feedId: feed, rows: steps };
  });
  const entries = rows.map((row) => ({
    pos: row.pos,
    receivedAt: row.received_at.toISOString(),
    kind: row.kind,
    payload: parsePayload(row.payload),
  }));
  return { institutionId, feedId, entries };
}

/** Steps with a position, and those withheld and not released. */
export async function counts({ store }: ServerContext): Promise<{ steps: number; withheld: number }> {
  const steps = await store.count('step');
  return { steps, withheld: await store.count('withheld_step', { released_at: null }) };
}
