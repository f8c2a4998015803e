/**
 * What a person gives when recording a step, where that is less than the step holds: ids are made,
 * and a stage move gets its `from`, verdict and schedule from the rules, never from a form.
 */
import { z } from 'zod';
import { caseworkerNamed, siblingsLinked } from '../steps/child.ts';
import { closureApproved, overrideApproved } from '../steps/decisions.ts';
import { requiredTextField } from '../steps/fields.ts';
import { findKind, type StepKind } from '../steps/index.ts';
import { kinFound } from '../steps/kin.ts';
import { reentryRecorded, returnTerms, riskLevels, stageMoved } from '../steps/stage.ts';
import { concernRaised } from '../steps/visits.ts';
import { goalSet, supportDelivered, supportPlanned } from '../steps/work.ts';

export const moveForm = z.strictObject({
  to: stageMoved.schema.shape.to,
  reason: stageMoved.schema.shape.reason,
  /** With a move to `returned` or `alternative_family`: where to, to whom, and the handover act. */
  return: returnTerms.nullable().default(null),
  toInstitution: stageMoved.schema.shape.toInstitution,
  closureReason: stageMoved.schema.shape.closureReason,
});
export type MoveForm = z.infer<typeof moveForm>;

export const scheduleForm = z.strictObject({ risk: z.enum(riskLevels), reason: requiredTextField });

const forms = {
  'stage.moved': moveForm,
  'schedule.recomputed': scheduleForm,
  'kin.found': kinFound.schema.partial({ personId: true }),
  'goal.set': goalSet.schema.partial({ goalId: true }),
  'support.planned': supportPlanned.schema.partial({ supportId: true }),
  'support.delivered': supportDelivered.schema.partial({ supportId: true }),
  'concern.raised': concernRaised.schema.partial({ concernId: true }),
  'siblings.linked': siblingsLinked.schema.partial({ groupId: true }),
  'caseworker.named': caseworkerNamed.schema.partial(),
  'reentry.recorded': reentryRecorded.schema.partial({ institutionId: true }),
  'override.approved': overrideApproved.schema.omit({ withoutSecondPerson: true }),
  'closure.approved': closureApproved.schema.omit({ withoutSecondPerson: true }),
} as const satisfies Partial<Record<StepKind, z.ZodType>>;

/** The schema a person's input for a kind is parsed with; null for an unknown kind. */
export function formOf(kind: string): z.ZodType | null {
  if (Object.hasOwn(forms, kind)) return Object.entries(forms).find(([name]) => name === kind)?.[1] ?? null;
  return findKind(kind)?.schema ?? null;
}

/** Ids that are made when a form leaves them out: kind → field. */
export const madeIds: Partial<Record<StepKind, string>> = {
  'kin.found': 'personId',
  'goal.set': 'goalId',
  'support.planned': 'supportId',
  'support.delivered': 'supportId',
  'concern.raised': 'concernId',
  'siblings.linked': 'groupId',
};
