/**
 * From a stored step to typed data: the kind is looked up, an older version is brought up to
 * today's, and the payload is parsed. What this build does not know stays as it is (`null`).
 */
import { type Issue, issuesOf } from '../issue.ts';
import type { Step } from '../step.ts';
import { isStepKind, kindOf, type PayloadOf, type StepKind } from './index.ts';

/** A payload that has the shape of its kind. Narrow by `kind`. */
export type Recorded = {
  [Kind in StepKind]: { readonly kind: Kind; readonly data: PayloadOf<Kind> };
}[StepKind];

/** A step whose payload has the shape of its kind. */
export type KnownStep = {
  [Kind in StepKind]: { readonly kind: Kind; readonly data: PayloadOf<Kind>; readonly step: Step };
}[StepKind];

export type PayloadRead =
  | { readonly ok: true; readonly recorded: Recorded }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Parses a payload by its kind's schema. */
export function readPayload(kind: StepKind, payload: unknown): PayloadRead {
  const parsed = kindOf(kind).schema.safeParse(payload);
  if (!parsed.success) {
    return { ok: false, issues: issuesOf(parsed.error.issues) };
  }
  // The schema was looked up by this very kind, which the compiler cannot follow through the union.
  return { ok: true, recorded: { kind, data: parsed.data } as Recorded };
}

/** What a payload was read as: a step never changes, and a case is projected from all of its steps each time. */
const readings = new WeakMap<object, { readonly kind: StepKind; readonly read: PayloadRead }>();

export function readStep(step: Step): KnownStep | null {
  if (!isStepKind(step.kind) || step.version > kindOf(step.kind).version) return null;
  const read = readOnce(step.kind, step.payload);
  return read.ok ? { ...read.recorded, step } : null;
}

function readOnce(kind: StepKind, payload: unknown): PayloadRead {
  if (typeof payload !== 'object' || payload === null) return readPayload(kind, payload);
  const before = readings.get(payload);
  if (before?.kind === kind) return before.read;
  const read = readPayload(kind, payload);
  readings.set(payload, { kind, read });
  return read;
}
