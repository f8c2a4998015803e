/**
 * Projects a case anew from its steps and writes its rows. Called inside the transaction that
 * changed the steps, so that rows and steps never disagree.
 */
import { sql } from 'kysely';
import { project } from '#shared/domain/case/project.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { Step } from '#shared/domain/step.ts';
import {
  type CaseSummary,
  caseSummary,
  type RosterEntry,
  rosterEntry,
} from '#shared/domain/summary/shape.ts';
import { type Task, tasksOf } from '#shared/domain/tasks.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { resolveAlias } from '../profile/aliases.ts';
import { readDueDay } from '../profile/settings.ts';
import type { Schema } from '../schema.ts';
import { cachedPayload } from '../steps/payloadCache.ts';
import { readColumns, stepOf } from '../steps/rows.ts';
import { type CaseRow, rowOfCase, rowOfSummary } from './caseRow.ts';
import { removeRow, storeRow } from './storeCase.ts';

/** Everything that is stored of a case beside its steps. */
export interface ProjectedCase {
  readonly row: CaseRow;
  /** Null where this device does not hold the case's steps. */
  readonly state: CaseState | null;
  readonly tasks: readonly Task[];
}

const stepsOfFeed = prepare<{ feedId: string }>()((param) =>
  query.selectFrom('step').select(readColumns).where('feed_id', '=', param('feedId')),
);
const lastSummary = prepare<{ caseId: string }>()((param) =>
  query
    .selectFrom('institution_log')
    .innerJoin('feed', 'feed.feed_id', 'institution_log.feed_id')
    .select(['institution_log.body', 'feed.institution_id'])
    .where('case_id', '=', param('caseId'))
    // spelt out: with a parameter SQLite would plan anew each time whether the index holds such rows
    .where('institution_log.kind', '=', sql.lit('case.summarised'))
    .orderBy('institution_log.received_at', 'desc')
    .orderBy('institution_log.pos', 'desc')
    .limit(1),
);
const rosterLine = prepare<{ caseId: string }>()((param) =>
  query
    .selectFrom('roster')
    .innerJoin('feed', 'feed.feed_id', 'roster.feed_id')
    .select(['entry', 'feed.institution_id'])
    .where('case_id', '=', param('caseId'))
    .limit(1),
);
const tasksOfCase = prepare<{ caseId: string }>()((param) =>
  query.selectFrom('case_task').selectAll().where('case_id', '=', param('caseId')).orderBy('at'),
);
const deleteTasks = prepare<{ caseId: string }>()((param) =>
  query.deleteFrom('case_task').where('case_id', '=', param('caseId')),
);
const forgetMark = prepare<{ caseId: string }>()((param) =>
  query.deleteFrom('case_stale').where('case_id', '=', param('caseId')),
);
const deleteState = prepare<{ caseId: string }>()((param) =>
  query.deleteFrom('case_state').where('case_id', '=', param('caseId')),
);

/** The steps of a case as they are stored, in no order. */
export function stepsOf(reader: Reader, feedId: string): Step[] {
  return reader
    .all(stepsOfFeed, { feedId })
    .map((row) => stepOf(row, (read) => cachedPayload(reader, feedId, row.id, read)));
}

/**
 * The steps that the projection goes by. A new case that the server quarantined whole has no place
 * among others yet; for its author it goes on as if it were unsent, until it is released or refused.
 */
export function projectedSteps(reader: Reader, caseId: string): Step[] {
  return countingNewCase(stepsOf(reader, caseId));
}

function countingNewCase(stored: Step[]): Step[] {
  const isNew =
    stored.some((step) => step.kind === 'case.opened') && stored.every((step) => step.pos === null);
  if (!isNew) return stored;
  return stored.map((step) => (step.verdict === 'quarantined' ? { ...step, verdict: null } : step));
}

/** Derives what ought to be stored of a case; null where nothing of it is known any more. */
export function deriveCase(reader: Reader, caseId: string): ProjectedCase | null {
  const stored = stepsOf(reader, caseId);
  const steps = countingNewCase(stored);
  const known = summaryOf(reader, caseId);
  if (steps.some(counts)) {
    const state = project(caseId, steps);
    const tasks = tasksOf(state);
    const unsent = stored.filter((step) => step.pos === null && step.verdict === null).length;
    const context = { dueDay: readDueDay(reader), resolve: (id: string) => resolveAlias(reader, id) };
    const row = rowOfCase(state, tasks, unsent, known.summary?.possibleDuplicate === true, context);
    return { row, state, tasks };
  }
  if (known.summary === null && known.entry === null) return null;
  const row = rowOfSummary(caseId, known.institutionId, known.summary, known.entry);
  return { row, state: null, tasks: [] };
}

/** What the projection goes by: a case of which nothing is left by it is not held. */
function counts(step: Step): boolean {
  return step.verdict !== 'refused' && step.verdict !== 'quarantined';
}

/** Writes a case's rows anew, or removes them where nothing is known any more. */
export function projectCase(writer: Writer, caseId: string): ProjectedCase | null {
  writer.run(forgetMark, { caseId });
  const derived = deriveCase(writer, caseId);
  if (derived === null) {
    removeRow(writer, caseId);
    return null;
  }
  storeRow(writer, derived.row);
  if (derived.state === null) writer.run(deleteState, { caseId });
  else writer.put('case_state', { case_id: caseId, state: JSON.stringify(derived.state) });
  storeTasks(writer, caseId, derived.tasks);
  return derived;
}

/** Most steps leave the tasks as they were. */
function storeTasks(writer: Writer, caseId: string, tasks: readonly Task[]): void {
  const rows = taskRows(caseId, tasks);
  if (sameTasks(writer, caseId, rows)) return;
  writer.run(deleteTasks, { caseId });
  for (const row of rows) writer.insert('case_task', row);
}

/** Whether these are the rows that are stored. */
export function sameTasks(reader: Reader, caseId: string, rows: readonly Schema['case_task'][]): boolean {
  return JSON.stringify(reader.all(tasksOfCase, { caseId })) === JSON.stringify(rows);
}

export function taskRows(caseId: string, tasks: readonly Task[]): Schema['case_task'][] {
  return tasks.map((task, at) => ({
    case_id: caseId,
    at,
    kind: task.kind,
    due_on: task.dueOn,
    on_time_until: task.onTimeUntil,
    missed_from: task.missedFrom,
    number: task.number,
    text: task.text,
  }));
}

function summaryOf(reader: Reader, caseId: string) {
  const logged = reader.get(lastSummary, { caseId });
  const listed = reader.get(rosterLine, { caseId });
  const summary: CaseSummary | null =
    logged === undefined ? null : caseSummary.parse(JSON.parse(logged.body));
  const entry: RosterEntry | null = listed === undefined ? null : rosterEntry.parse(JSON.parse(listed.entry));
  return { summary, entry, institutionId: logged?.institution_id ?? listed?.institution_id ?? null };
}
