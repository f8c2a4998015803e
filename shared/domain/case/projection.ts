/** What a projection carries besides the state itself, and how reducers name the step they stand on. */
import type { Step } from '../step.ts';
import type { StepKind } from '../steps/index.ts';
import type { KnownStep } from '../steps/readStep.ts';
import type { Claims } from './claims.ts';
import type { CaseState, Entry } from './state.ts';

export interface Projection {
  readonly state: CaseState;
  readonly claims: Claims;
  /** Place of the step now applied. */
  at: number;
}

export type KnownOf<Kind extends StepKind> = Extract<KnownStep, { kind: Kind }>;
export type Reducer<Kind extends StepKind> = (projection: Projection, known: KnownOf<Kind>) => void;

export function entryOf(projection: Projection, step: Step): Entry {
  return { stepId: step.id, on: step.occurredOn, authorId: step.authorId, at: projection.at };
}
