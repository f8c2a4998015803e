/** The steps of a case in order, as a person reads them: whose, what, and what became of them. */
import type { Day } from '#shared/domain/day.ts';
import { inOrder, type Step, type Verdict } from '#shared/domain/step.ts';
import { readStep } from '#shared/domain/steps/readStep.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { stepsOf } from '../projections/projectCase.ts';
import { readCase } from './cases.ts';
import { personNames } from './directory.ts';

export interface TimelineStep {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly occurredOn: Day;
  readonly recordedAt: string;
  readonly authorId: string;
  /** Null for a person the directory does not name. */
  readonly author: string | null;
  readonly deviceId: string;
  readonly eventId: string | null;
  readonly pos: number | null;
  readonly verdict: Verdict | null;
  /** Why, in the server's word. */
  readonly reason: string | null;
  readonly payload: unknown;
  /** False for a kind or version that this build does not know. */
  readonly known: boolean;
  /** The step that withdrew this one. */
  readonly withdrawnBy: string | null;
  /** Steps that amended this note, oldest first. */
  readonly amendedBy: readonly string[];
}

const reasonsOf = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('step')
    .select(['id', 'verdict_reason'])
    .where('feed_id', '=', param('feedId'))
    .where('verdict_reason', 'is not', null),
);

/** Empty for a case that this device does not hold. Refused and quarantined steps are in it too. */
export function timeline(reader: Reader, caseId: string): TimelineStep[] {
  return reader.snapshot(() => {
    const steps = stepsOf(reader, caseId).sort(inOrder);
    const withdrawn = new Set(readCase(reader, caseId)?.withdrawn ?? []);
    const names = personNames(reader);
    const reasons = new Map(
      reader.all(reasonsOf, { feedId: caseId }).map((row) => [row.id, row.verdict_reason]),
    );
    const references = referencesOf(steps);
    return steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      version: step.version,
      occurredOn: step.occurredOn,
      recordedAt: step.recordedAt,
      authorId: step.authorId,
      author: names.get(step.authorId) ?? null,
      deviceId: step.deviceId,
      eventId: step.eventId,
      pos: step.pos,
      verdict: step.verdict,
      reason: reasons.get(step.id) ?? null,
      payload: step.payload,
      known: references.known.has(step.id),
      withdrawnBy: withdrawn.has(step.id) ? (references.withdrawals.get(step.id) ?? null) : null,
      amendedBy: references.amendments.get(step.id) ?? [],
    }));
  });
}

/** Which step speaks of which other one. */
function referencesOf(steps: readonly Step[]) {
  const known = new Set<string>();
  const withdrawals = new Map<string, string>();
  const amendments = new Map<string, string[]>();
  for (const step of steps) {
    const read = readStep(step);
    if (read === null) continue;
    known.add(step.id);
    if (read.kind === 'step.withdrawn') withdrawals.set(read.data.stepId, step.id);
    if (read.kind === 'note.amended') {
      amendments.set(read.data.stepId, [...(amendments.get(read.data.stepId) ?? []), step.id]);
    }
  }
  return { known, withdrawals, amendments };
}
