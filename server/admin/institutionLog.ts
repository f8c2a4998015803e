/** What figures and reports on the server are computed from, and simple counts. */
import { parsePayload } from '#shared/sync/canonical.ts';
import type { ServerContext } from '../context.ts';
import { inTransaction } from '../postgres/retry.ts';
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
  const { institutionId, feedId, rows } = await inTransaction(context.database, async (tx) => {
    const id = await findInstitution(tx, institution);
    const found = await tx
      .selectFrom('institution')
      .select('institution_feed_id')
      .where('institution_id', '=', id)
      .executeTakeFirstOrThrow();
    const steps = await tx
      .selectFrom('step')
      .select(['pos', 'received_at', 'kind', 'payload'])
      .where('feed_id', '=', found.institution_feed_id)
      .orderBy('pos')
      .execute();
    return { institutionId: id, feedId: found.institution_feed_id, rows: steps };
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
export async function counts(context: ServerContext): Promise<{ steps: number; withheld: number }> {
  const steps = await context.database
    .selectFrom('step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const withheld = await context.database
    .selectFrom('withheld_step')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { steps: steps.count, withheld: withheld.count };
}
