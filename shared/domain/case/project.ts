/**
 * The one way from steps to a case: `project(steps in order) → state`. Pure and total: unknown
 * kinds are counted and left alone, damaged payloads never throw. App, server, command line and
 * tests run this same function, so that they cannot disagree.
 */
import { inOrder, readerVersion, type Step } from '../step.ts';
import { type KnownStep, readStep } from '../steps/readStep.ts';
import { apply } from './apply.ts';
import { openConflicts } from './claims.ts';
import type { Projection } from './projection.ts';
import { type CaseState, emptyCase } from './state.ts';

/**
 * Kinds that a withdrawal cannot take back: what others have built on, and a concern for the child,
 * which is resolved with an explanation. A correcting step is recorded instead.
 */
const notWithdrawable: readonly string[] = [
  'case.opened',
  'child.admitted',
  'stage.moved',
  'reentry.recorded',
  'override.approved',
  'closure.approved',
  'concern.raised',
  'step.withdrawn',
  'conflict.settled',
];

export function isWithdrawable(kind: string): boolean {
  return !notWithdrawable.includes(kind);
}

/** Projects a case from its steps, in any array order; refused and quarantined steps do not count. */
export function project(caseId: string, steps: readonly Step[]): CaseState {
  const ordered = steps
    .filter((step) => step.verdict !== 'refused' && step.verdict !== 'quarantined')
    .toSorted(inOrder);
  const withdrawn = withdrawals(ordered);
  const projection: Projection = { state: emptyCase(caseId), claims: new Map(), at: 0 };
  const { state } = projection;
  for (const step of ordered) {
    state.stepCount += 1;
    if (step.pos !== null) state.lastPos = Math.max(state.lastPos, step.pos);
    if (step.verdict === 'needs_review') state.review.push({ stepId: step.id, why: 'server_review' });
    if (step.minReader > readerVersion) state.updateNeeded = true;
    const known = withdrawn.has(step.id) ? null : readStep(step);
    if (known !== null) apply(projection, known);
    else if (!withdrawn.has(step.id)) state.unknownSteps += 1;
    projection.at += 1;
  }
  state.withdrawn = [...withdrawn].sort();
  state.conflicts = openConflicts(projection.claims);
  return state;
}

function withdrawals(ordered: readonly Step[]): Set<string> {
  const kinds = new Map(ordered.map((step) => [step.id, step.kind]));
  const withdrawn = new Set<string>();
  for (const step of ordered) {
    if (step.kind !== 'step.withdrawn') continue;
    const known: KnownStep | null = readStep(step);
    if (known?.kind !== 'step.withdrawn') continue;
    const kind = kinds.get(known.data.stepId);
    if (kind !== undefined && isWithdrawable(kind)) withdrawn.add(known.data.stepId);
  }
  return withdrawn;
}
