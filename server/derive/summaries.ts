/**
 * Derives what leaves a case: its summary into the institution's feed and its line of the roster
 * (docs/sync-protocol.md §11). Never authored, only computed, by the same pure functions as on a
 * device. Nothing is appended where nothing but the case's position changed.
 */
import { project } from '#shared/domain/case/project.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { CaseSummary, RosterEntry } from '#shared/domain/summary/shape.ts';
import { rosterOf, summarise } from '#shared/domain/summary/summarise.ts';
import { equalBytes, sha256 } from '#shared/sync/bytes.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import type { ServerContext } from '../context.ts';
import { appendAsServer, type ServerDraft } from '../feeds/author.ts';
import { lockFeeds, saveFeeds } from '../feeds/lock.ts';
import { readFeeds } from '../feeds/store.ts';
import { columnsOf } from '../store/shapes.ts';
import { oneOf, type Reads, type Tx } from '../store/store.ts';

/** Cases summarised in one transaction. */
const casesAtOnce = 100;
/** A case that moved often has a job for each move. */
const jobsAtOnce = 1000;

/** Takes some of the waiting jobs; another process takes others meanwhile. */
export async function deriveSome(
  context: ServerContext,
): Promise<{ readonly taken: number; readonly more: boolean }> {
  const { taken, more, moved } = await context.store.transaction(async (tx) => {
    const waiting = await tx.select('summary_job', {
      columns: ['feed_id', 'wanted_pos'],
      order: ['feed_id', 'wanted_pos'],
      limit: jobsAtOnce,
      lock: 'skip',
    });
    if (waiting.length === 0) return { taken: 0, more: false, moved: new Map<string, number>() };
    const feedIds = [...new Set(waiting.map((job) => job.feed_id))].slice(0, casesAtOnce);
    const jobs = waiting.filter((job) => feedIds.includes(job.feed_id));
    const moved = await derive(context, tx, feedIds);
    // only these: a case that moved on meanwhile has another job
    await tx.remove('summary_job', jobs);
    const more = waiting.length === jobsAtOnce || jobs.length < waiting.length;
    return { taken: jobs.length, more, moved };
  });
  context.mover.tell(moved);
  return { taken, more };
}

interface Derived {
  readonly feedId: string;
  readonly institutionId: string;
  readonly institutionFeedId: string;
  readonly rosterFeedId: string;
  readonly summary: CaseSummary;
  readonly summaryHash: Uint8Array;
  readonly entry: RosterEntry;
  readonly rosterHash: Uint8Array;
}

/**
 * The institutions' feeds are locked before the cases are read: of two processes that derive the
 * same case the later one reads it later, and no older summary ever follows a newer one.
 */
async function derive(
  context: ServerContext,
  tx: Tx,
  feedIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const homes = await homesOf(tx, feedIds);
  const feeds = await lockFeeds(
    tx,
    homes.flatMap((home) => [home.institution_feed_id, home.roster_feed_id]),
  );
  const derived = await projectAll(tx, homes);
  const known = await tx.select('summary_state', {
    columns: columnsOf('summary_state'),
    where: { feed_id: oneOf(feedIds) },
  });
  const before = new Map(known.map((row) => [row.feed_id, row]));
  const drafts: ServerDraft[] = [];
  for (const one of derived) {
    const last = before.get(one.feedId);
    const sameHome = last?.institution_id === one.institutionId;
    const institution = feeds.get(one.institutionFeedId);
    const roster = feeds.get(one.rosterFeedId);
    if (institution !== undefined && !(sameHome && equalBytes(last.summary_hash, one.summaryHash))) {
      drafts.push({ feed: institution, kind: 'case.summarised', payload: { summary: one.summary } });
    }
    const rosterHash = last?.roster_hash ?? new Uint8Array();
    if (roster !== undefined && !(sameHome && equalBytes(rosterHash, one.rosterHash))) {
      drafts.push({ feed: roster, kind: 'case.rostered', payload: { entry: one.entry } });
    }
  }
  await appendAsServer(tx, context.identity.personId, context.now(), drafts);
  const touched = [...new Set(drafts.map((draft) => draft.feed))];
  await saveFeeds(tx, touched);
  await remember(tx, derived);
  return new Map(touched.map((feed) => [feed.feedId, feed.head]));
}

/** What cases come to as they lie in the database; asked for by deriving and by checking. */
export async function deriveCases(reads: Reads, feedIds: readonly string[]): Promise<Derived[]> {
  return projectAll(reads, await homesOf(reads, feedIds));
}

/** The case's position alone is no change. */
export function summaryHashOf(summary: CaseSummary): Uint8Array {
  return sha256(canonicalBytes({ ...summary, casePos: 0 }));
}

async function homesOf(tx: Reads, feedIds: readonly string[]) {
  const cases = await tx.select('feed', {
    columns: ['feed_id', 'institution_id'],
    where: { feed_id: oneOf(feedIds) },
  });
  const ids = cases.flatMap((feed) => (feed.institution_id === null ? [] : [feed.institution_id]));
  const institutions = await tx.select('institution', {
    columns: ['institution_id', 'institution_feed_id', 'roster_feed_id'],
    where: { institution_id: oneOf(ids) },
  });
  const byId = new Map(institutions.map((row) => [row.institution_id, row]));
  return cases.flatMap(({ feed_id, institution_id }) => {
    const institution = byId.get(institution_id ?? '');
    return institution === undefined ? [] : [{ feed_id, ...institution }];
  });
}

async function projectAll(tx: Reads, homes: Awaited<ReturnType<typeof homesOf>>): Promise<Derived[]> {
  const cases = await readFeeds(
    tx,
    homes.map((home) => home.feed_id),
  );
  const states = homes.map((home) => ({
    home,
    state: project(home.feed_id, cases.get(home.feed_id) ?? []),
  }));
  const aliases = await personAliases(
    tx,
    states.map(({ state }) => state),
  );
  return states.map(({ home, state }) => {
    const summary = resolveCaseworker(summarise(state), aliases);
    const entry = resolveCaseworker(rosterOf(state), aliases);
    return {
      feedId: home.feed_id,
      institutionId: home.institution_id,
      institutionFeedId: home.institution_feed_id,
      rosterFeedId: home.roster_feed_id,
      summary,
      summaryHash: summaryHashOf(summary),
      entry,
      rosterHash: sha256(canonicalBytes(entry)),
    };
  });
}

/** Ids from before an enrolment are told as the server's. */
async function personAliases(tx: Reads, states: readonly CaseState[]): Promise<ReadonlyMap<string, string>> {
  const ids = states.flatMap((state) => (state.caseworker === null ? [] : [state.caseworker.personId]));
  const rows = await tx.select('alias', {
    columns: ['local_id', 'server_id'],
    where: { local_id: oneOf(ids) },
  });
  return new Map(rows.map((row) => [row.local_id, row.server_id]));
}

function resolveCaseworker<Of extends { caseworkerId: string | null }>(
  of: Of,
  aliases: ReadonlyMap<string, string>,
): Of {
  const id = of.caseworkerId;
  return id === null ? of : { ...of, caseworkerId: aliases.get(id) ?? id };
}

async function remember(tx: Tx, derived: readonly Derived[]): Promise<void> {
  const rows = derived.map((one) => ({
    feed_id: one.feedId,
    institution_id: one.institutionId,
    summary_hash: one.summaryHash,
    roster_hash: one.rosterHash,
  }));
  await tx.insert('summary_state', rows, 'replace');
}
