/**
 * Steps that came too late: the server holds them back, and the case has left this device with its grant.
 * Their author must know of them all the same. What is kept is the notice (which case by its code, what
 * kind of step, which day), never a name or a word of the text: both may not be read here any more.
 */
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import type { Schema } from '../schema.ts';

export type LeftBehind = Schema['left_behind'];

const heldBack = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('step')
    .leftJoin('case_row', 'case_row.case_id', 'step.feed_id')
    .select([
      'step.feed_id',
      'step.id as step_id',
      'case_row.case_code',
      'step.kind',
      'step.occurred_on',
      'step.recorded_at',
      'step.author_id',
      'step.verdict',
      'step.verdict_reason',
    ])
    .where('step.feed_id', '=', param('feedId'))
    .where('step.verdict', 'in', ['quarantined', 'refused']),
);
/** One that has come back with its case is listed there. */
const notices = prepare()(() =>
  query
    .selectFrom('left_behind')
    .leftJoin('step', (join) =>
      join.onRef('step.feed_id', '=', 'left_behind.feed_id').onRef('step.id', '=', 'left_behind.step_id'),
    )
    .selectAll('left_behind')
    .where('step.id', 'is', null)
    .orderBy('left_behind.recorded_at'),
);
const forget = prepare<{ feedId: string; stepId: string }>()((param) =>
  query
    .deleteFrom('left_behind')
    .where('feed_id', '=', param('feedId'))
    .where('step_id', '=', param('stepId')),
);

/** Before a feed is deleted, in the same transaction. */
export function noteLeftBehind(writer: Writer, feedId: string): void {
  for (const { verdict, ...row } of writer.all(heldBack, { feedId })) {
    if (verdict !== null) writer.put('left_behind', { ...row, verdict });
  }
}

export function listLeftBehind(reader: Reader): LeftBehind[] {
  return reader.all(notices, {});
}

/** The person has read it. */
export function forgetLeftBehind(writer: Writer, feedId: string, stepId: string): void {
  writer.run(forget, { feedId, stepId });
}
