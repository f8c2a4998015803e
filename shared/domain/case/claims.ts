/**
 * Who set which field to what: found here, conflicts between two devices. Two steps of
 * different devices that set one field to different values conflict when neither's basePos
 * covers the other. Both are kept; the later position shows until a person settles it.
 */
import type { Step } from '../step.ts';
import type { Conflict } from './state.ts';

interface Claim {
  readonly step: Step;
  readonly value: unknown;
  /** What goes with the value where it is only an id: a person's name. */
  readonly label: string | null;
}

export type Claims = Map<string, Claim[]>;

export function claim(
  claims: Claims,
  field: string,
  step: Step,
  value: unknown,
  label: string | null = null,
): void {
  const before = claims.get(field);
  if (before === undefined) claims.set(field, [{ step, value, label }]);
  else before.push({ step, value, label });
}

/** A person decided: the claims it names are covered by the settlement. Answers the label of the value chosen. */
export function settle(
  claims: Claims,
  field: string,
  stepIds: readonly string[],
  step: Step,
  value: unknown,
): string | null {
  const all = claims.get(field) ?? [];
  const label = all.find((one) => same(one, { value }))?.label ?? null;
  const rest = all.filter((one) => !stepIds.includes(one.step.id));
  claims.set(field, [...rest, { step, value, label }]);
  return label;
}

/** Open conflicts, by field in order of their name. */
export function openConflicts(claims: Claims): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [field, all] of claims) {
    const open = uncovered(all);
    if (open.length < 2) continue;
    conflicts.push({
      field,
      claims: open.map(({ step, value }) => ({
        stepId: step.id,
        authorId: step.authorId,
        deviceId: step.deviceId,
        on: step.occurredOn,
        recordedAt: step.recordedAt,
        value,
      })),
    });
  }
  return conflicts.sort((one, other) => (one.field < other.field ? -1 : 1));
}

/** Claims that the newest one did not know of, and that say otherwise, with the newest itself. */
function uncovered(all: readonly Claim[]): Claim[] {
  const newest = all.at(-1);
  if (newest === undefined) return [];
  const rivals = all.filter((one) => one !== newest && !covers(newest.step, one.step) && !same(one, newest));
  // a later claim of the same device replaces its earlier one
  const standing = rivals.filter(
    (one) => !all.some((later) => later !== one && later !== newest && follows(later, one, all)),
  );
  return standing.length === 0 ? [] : [...standing, newest];
}

function follows(later: Claim, earlier: Claim, all: readonly Claim[]): boolean {
  return all.indexOf(later) > all.indexOf(earlier) && covers(later.step, earlier.step);
}

/** Did the author of `step` know of `earlier`? One's own steps are always known. */
function covers(step: Step, earlier: Step): boolean {
  return step.deviceId === earlier.deviceId || (earlier.pos !== null && step.basePos >= earlier.pos);
}

function same(one: Pick<Claim, 'value'>, other: Pick<Claim, 'value'>): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value);
}
