/**
 * The log from which an institution's figures are computed. On an enrolled device it holds exactly
 * what the server numbered in the institution's feed. On a standalone one the device derives the
 * summaries itself and gives local positions; enrolment empties it, the two are never mixed.
 */
import { sql } from 'kysely';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { Step } from '#shared/domain/step.ts';
import { readStep } from '#shared/domain/steps/readStep.ts';
import { type CaseSummary, rosterEntry } from '#shared/domain/summary/shape.ts';
import { rosterOf, summarise } from '#shared/domain/summary/summarise.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { resolveAlias } from '../profile/aliases.ts';
import { ensureFeed } from '../steps/feeds.ts';
import { canonicalText } from './canonicalText.ts';

const lastPos = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('institution_log')
    .select('pos')
    .where('feed_id', '=', param('feedId'))
    .orderBy('pos', 'desc')
    .limit(1),
);
/** `+feed_id` keeps SQLite from walking the whole feed by its primary key: the index by case is the short way. */
const lastBody = prepare<{ feedId: string; caseId: string }>()((param) =>
  query
    .selectFrom('institution_log')
    .select('body')
    .where(sql<string>`+feed_id`, '=', param('feedId'))
    .where('case_id', '=', param('caseId'))
    .orderBy('pos', 'desc')
    .limit(1),
);
const deleteLog = prepare<{ feedId: string }>()((param) =>
  query.deleteFrom('institution_log').where('feed_id', '=', param('feedId')),
);

const deleteRoster = prepare<{ feedId: string }>()((param) =>
  query.deleteFrom('roster').where('feed_id', '=', param('feedId')),
);
const casesOfFeed = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('institution_log')
    .select('case_id')
    .distinct()
    .where('feed_id', '=', param('feedId'))
    .where('case_id', 'is not', null)
    .union(query.selectFrom('roster').select('case_id').where('feed_id', '=', param('feedId'))),
);

/** Forgets what a feed told of cases; answers those cases, whose rows are to be projected anew. */
export function clearDerived(writer: Writer, feedId: string): string[] {
  const cases = writer.all(casesOfFeed, { feedId }).flatMap(({ case_id }) => case_id ?? []);
  writer.run(deleteLog, { feedId });
  writer.run(deleteRoster, { feedId });
  return cases;
}

/** Takes a positioned step of the institution's feed into the log; answers the case it is about. */
export function logStep(writer: Writer, step: Step): string | null {
  const known = readStep(step);
  if (known === null || step.pos === null || step.receivedAt === null) return null;
  if (known.kind !== 'case.summarised' && known.kind !== 'baseline.set') return null;
  const caseId = known.kind === 'case.summarised' ? known.data.summary.caseId : null;
  const body = known.kind === 'case.summarised' ? known.data.summary : known.data;
  writer.put('institution_log', {
    feed_id: step.feedId,
    pos: step.pos,
    received_at: step.receivedAt,
    kind: known.kind,
    case_id: caseId,
    body: canonicalText(body),
  });
  return caseId;
}

/** Standalone: an own step of the institution's feed takes the next local position. */
export function logOwnStep(writer: Writer, step: Step, now: Date): void {
  const pos = nextPos(writer, step.feedId);
  logStep(writer, { ...step, pos, receivedAt: now.toISOString() });
}

/** Standalone: derives summary and roster line of a case, and logs them where they changed. */
export function logDerived(writer: Writer, state: CaseState, now: Date): void {
  if (state.institutionId === null || state.child === null) return;
  const institutionId = resolveAlias(writer, state.institutionId);
  const feedId = ensureFeed(writer, { kind: 'institution', institutionId });
  const summary = summarise(state);
  if (!isLogged(writer, feedId, summary)) {
    writer.insert('institution_log', {
      feed_id: feedId,
      pos: nextPos(writer, feedId),
      received_at: now.toISOString(),
      kind: 'case.summarised',
      case_id: state.caseId,
      body: canonicalText(summary),
    });
  }
  const rosterFeed = ensureFeed(writer, { kind: 'roster', institutionId });
  writer.put('roster', { feed_id: rosterFeed, case_id: state.caseId, entry: canonicalText(rosterOf(state)) });
}

/** Whether the newest logged summary of the case says the same. */
export function isLogged(reader: Reader, feedId: string, summary: CaseSummary): boolean {
  return reader.get(lastBody, { feedId, caseId: summary.caseId })?.body === canonicalText(summary);
}

/** Takes a line of the roster's feed; answers the case it is about. */
export function listStep(writer: Writer, step: Step): string | null {
  const known = readStep(step);
  if (known?.kind !== 'case.rostered') return null;
  const entry = rosterEntry.parse(known.data.entry);
  writer.put('roster', { feed_id: step.feedId, case_id: entry.caseId, entry: canonicalText(entry) });
  return entry.caseId;
}

function nextPos(reader: Reader, feedId: string): number {
  return (reader.get(lastPos, { feedId })?.pos ?? 0) + 1;
}
