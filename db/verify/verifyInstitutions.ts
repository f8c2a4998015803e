/**
 * The institution's log and the roster. Enrolled: rebuilt from the feeds' steps and compared.
 * Standalone: the history is the log itself, so what is checked is that its newest summaries and
 * lines are those of the cases as they stand.
 */
import { project } from '#shared/domain/case/project.ts';
import { readStep } from '#shared/domain/steps/readStep.ts';
import { rosterOf, summarise } from '#shared/domain/summary/summarise.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { resolveAlias } from '../profile/aliases.ts';
import { isStandalone } from '../profile/profile.ts';
import { canonicalText } from '../projections/canonicalText.ts';
import { isLogged } from '../projections/institutionLog.ts';
import { stepsOf } from '../projections/projectCase.ts';
import { feedCursors, feedOfInstitution } from '../steps/feeds.ts';

const logged = prepare<{ feedId: string }>()((param) =>
  query.selectFrom('institution_log').selectAll().where('feed_id', '=', param('feedId')).orderBy('pos'),
);
const listed = prepare<{ feedId: string }>()((param) =>
  query.selectFrom('roster').select(['case_id', 'entry']).where('feed_id', '=', param('feedId')),
);
const rosterEntryOf = prepare<{ feedId: string; caseId: string }>()((param) =>
  query
    .selectFrom('roster')
    .select('entry')
    .where('feed_id', '=', param('feedId'))
    .where('case_id', '=', param('caseId')),
);

export function verifyInstitutions(reader: Reader): string[] {
  const cursors = feedCursors(reader);
  if (isStandalone(reader)) {
    return cursors
      .filter((feed) => feed.kind === 'case')
      .flatMap((feed) => standaloneFaults(reader, feed.feedId));
  }
  return cursors.flatMap((feed) => {
    if (feed.kind === 'institution') return logFaults(reader, feed.feedId);
    return feed.kind === 'roster' ? rosterFaults(reader, feed.feedId) : [];
  });
}

function standaloneFaults(reader: Reader, caseId: string): string[] {
  const state = project(caseId, stepsOf(reader, caseId));
  if (state.institutionId === null || state.child === null) return [];
  const institutionId = resolveAlias(reader, state.institutionId);
  const feedId = feedOfInstitution(reader, 'institution', institutionId);
  const rosterId = feedOfInstitution(reader, 'roster', institutionId);
  const faults: string[] = [];
  if (feedId === null || !isLogged(reader, feedId, summarise(state))) {
    faults.push(`case ${caseId}: summary differs from its steps`);
  }
  const entry = rosterId === null ? undefined : reader.get(rosterEntryOf, { feedId: rosterId, caseId });
  if (entry?.entry !== canonicalText(rosterOf(state)))
    faults.push(`case ${caseId}: roster differs from its steps`);
  return faults;
}

function logFaults(reader: Reader, feedId: string): string[] {
  const rebuilt = positioned(reader, feedId).flatMap((step) => {
    const known = readStep(step);
    if (known?.kind === 'case.summarised')
      return [{ pos: step.pos, body: canonicalText(known.data.summary) }];
    return known?.kind === 'baseline.set' ? [{ pos: step.pos, body: canonicalText(known.data) }] : [];
  });
  const stored = reader.all(logged, { feedId }).map(({ pos, body }) => ({ pos, body }));
  return JSON.stringify(stored) === JSON.stringify(rebuilt)
    ? []
    : [`feed ${feedId}: log differs from its steps`];
}

function rosterFaults(reader: Reader, feedId: string): string[] {
  const rebuilt = new Map<string, string>();
  for (const step of positioned(reader, feedId)) {
    const known = readStep(step);
    if (known?.kind === 'case.rostered')
      rebuilt.set(known.data.entry.caseId, canonicalText(known.data.entry));
  }
  const stored = reader.all(listed, { feedId });
  const same =
    stored.length === rebuilt.size && stored.every((row) => rebuilt.get(row.case_id) === row.entry);
  return same ? [] : [`feed ${feedId}: roster differs from its steps`];
}

function positioned(reader: Reader, feedId: string) {
  return stepsOf(reader, feedId)
    .filter((step) => step.pos !== null)
    .toSorted((one, other) => (one.pos ?? 0) - (other.pos ?? 0));
}
