/** Moves on the way home, the return itself, re-entry, and the frozen schedule of visits. */
import { z } from 'zod';
import { placementFormCodes } from '../../country/kz/placementForms.ts';
import { separationReasons } from '../../country/kz/separationReasons.ts';
import { stages } from '../stages.ts';
import { defineKind } from './defineKind.ts';
import { dayField, idField, lineField, requiredTextField, textField } from './fields.ts';

export const riskLevels = ['normal', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];

const verdictItem = z.strictObject({
  id: z.string(),
  answer: z.enum(['yes', 'no', 'not_known', 'not_applicable', 'unanswered']),
  satisfied: z.boolean(),
  veto: z.boolean(),
  overridden: z.boolean(),
});

/** The gate's answer at the moment of the move; never recomputed. */
export const storedVerdict = z.strictObject({
  rules: z.string(),
  to: z.enum(stages),
  ready: z.boolean(),
  items: z.array(verdictItem),
});

export const handoverAct = z.strictObject({
  number: lineField,
  date: dayField,
  receivedBy: lineField,
  handedOverBy: lineField,
});

export const returnTerms = z.strictObject({
  destination: z.enum(placementFormCodes),
  personId: idField,
  risk: z.enum(riskLevels),
  act: handoverAct,
});
export type ReturnTerms = z.infer<typeof returnTerms>;

export const visitSchedule = z.strictObject({
  rules: z.string(),
  risk: z.enum(riskLevels),
  /** Due days in order. */
  due: z.array(dayField),
});
export type VisitSchedule = z.infer<typeof visitSchedule>;

export const stageMoved = defineKind('stage.moved', {
  group: 'stage',
  schema: z.strictObject({
    from: z.enum(stages),
    to: z.enum(stages),
    reason: textField.nullable().default(null),
    /** With a move to `returned` or `alternative_family`. */
    return: returnTerms.nullable().default(null),
    schedule: visitSchedule.nullable().default(null),
    /** With a transfer: where to. */
    toInstitution: lineField.nullable().default(null),
    closureReason: z
      .enum(['goals_reached', 'family_moved', 'adopted', 'came_of_age', 'other'])
      .nullable()
      .default(null),
    verdict: storedVerdict,
  }),
});

export const scheduleRecomputed = defineKind('schedule.recomputed', {
  group: 'stage',
  schema: z.strictObject({ schedule: visitSchedule, reason: requiredTextField }),
});

/** The child came back into care: the same case, a new episode. */
export const reentryRecorded = defineKind('reentry.recorded', {
  group: 'stage',
  schema: z.strictObject({
    institutionId: idField,
    reasons: z.array(z.enum(separationReasons)).min(1),
    text: requiredTextField,
  }),
});
