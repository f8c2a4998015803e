/** Why the child is in care beside what was given against it: the question a closure is judged by. Pure. */
import type { SeparationReason } from '#shared/country/kz/separationReasons.ts';
import type { CaseState, Support } from '#shared/domain/case/state.ts';

export interface ReasonLine {
  /** Null for support that is bound to no reason. */
  readonly reason: SeparationReason | null;
  readonly main: boolean;
  readonly delivered: readonly Support[];
  readonly planned: readonly Support[];
  /** Whole tenge. */
  readonly deliveredTenge: number;
}

/** One line for every reason, the main one first; a last one for support without a reason. */
export function reasonLines(state: CaseState): ReasonLine[] {
  const named = state.child?.reasons ?? [];
  const main = state.child?.mainReason ?? null;
  const answered = state.supports.map(reasonOf).filter((reason) => reason !== null);
  const reasons = [...new Set([...(main === null ? [] : [main]), ...named, ...answered])];
  const lines = reasons.map((reason) => lineFor(state.supports, reason, reason === main));
  const unbound = lineFor(state.supports, null, false);
  return unbound.delivered.length + unbound.planned.length === 0 ? lines : [...lines, unbound];
}

export function totalDelivered(state: CaseState): number {
  return state.supports.reduce((sum, support) => sum + deliveredOf(support), 0);
}

/** What a support is, in the words of its last record. */
export function whatOf(support: Support): string {
  return support.delivered.at(-1)?.what ?? support.planned?.what ?? '';
}

export function deliveredOf(support: Support): number {
  return support.delivered.reduce((sum, one) => sum + one.costTenge, 0);
}

function lineFor(supports: readonly Support[], reason: SeparationReason | null, main: boolean): ReasonLine {
  const own = supports.filter((support) => reasonOf(support) === reason);
  const delivered = own.filter((support) => support.delivered.length > 0);
  return {
    reason,
    main,
    delivered,
    planned: own.filter((support) => support.delivered.length === 0),
    deliveredTenge: delivered.reduce((sum, support) => sum + deliveredOf(support), 0),
  };
}

function reasonOf(support: Support): SeparationReason | null {
  return support.delivered.at(-1)?.answersReason ?? support.planned?.answersReason ?? null;
}
