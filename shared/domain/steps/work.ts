/** The team's work with child and family: contacts, assessments, checks, goals, support. */
import { z } from 'zod';
import { separationReasons } from '../../country/kz/separationReasons.ts';
import { checkIds } from '../gates/checks.ts';
import { defineKind } from './defineKind.ts';
import { dayField, idField, lineField, requiredTextField, tengeField, textField } from './fields.ts';

/** A contact between child and family before the return. An overnight is a contact, not a trial stay. */
export const contactRecorded = defineKind('contact.recorded', {
  group: 'work',
  schema: z.strictObject({
    personIds: z.array(idField).min(1),
    contactType: z.enum(['meeting', 'home_visit', 'overnight', 'call', 'video', 'letter']),
    place: lineField.nullable().default(null),
    /** Minutes; null where nobody counted. */
    minutes: z.int().min(0).max(100_000).nullable().default(null),
    childsWords: textField.nullable().default(null),
    text: textField.default(''),
  }),
});

export const assessmentDomains = [
  'health',
  'education',
  'relationship',
  'protection',
  'psychosocial',
  'housing',
  'income',
] as const;

const scores = z.partialRecord(z.enum(assessmentDomains), z.int().min(1).max(4));

export const childAssessed = defineKind('child.assessed', {
  group: 'work',
  schema: z.strictObject({
    /** 1 (danger) to 4 (well) by domain; what was not looked at is left out. */
    scores: scores.default({}),
    text: requiredTextField,
  }),
});

export const familyAssessed = defineKind('family.assessed', {
  group: 'work',
  schema: z.strictObject({
    personId: idField,
    /** High: strong wish, regular visits, no violence. Low: unclear motivation, seldom visits. */
    readiness: z.enum(['high', 'medium', 'low']),
    scores: scores.default({}),
    housingInspected: z.boolean().default(false),
    text: requiredTextField,
  }),
});

/** The child's opinion, heard in a form suited to age, in the child's own words where there are any. */
export const wishesRecorded = defineKind('wishes.recorded', {
  group: 'work',
  schema: z.strictObject({
    words: requiredTextField,
    method: z.enum(['talk', 'drawing', 'play', 'observation']),
    wants: z.enum(['home', 'kin', 'stay', 'unsure', 'other']),
  }),
});

/** An answer to one readiness check. "not applicable" needs a reason; so does "no" with a mitigation. */
export const checkAnswered = defineKind('check.answered', {
  group: 'work',
  schema: z
    .strictObject({
      check: z.enum(checkIds),
      answer: z.enum(['yes', 'no', 'not_known', 'not_applicable']),
      reason: textField.nullable().default(null),
    })
    .refine((data) => data.answer !== 'not_applicable' || (data.reason ?? '') !== '', {
      message: 'reason_needed',
      path: ['reason'],
    }),
});

export const goalSet = defineKind('goal.set', {
  group: 'work',
  schema: z.strictObject({
    goalId: idField,
    domain: z.enum(assessmentDomains),
    goal: requiredTextField,
    action: requiredTextField,
    responsible: lineField,
    deadline: dayField,
  }),
});

export const goalEnded = defineKind('goal.ended', {
  group: 'work',
  schema: z.strictObject({
    goalId: idField,
    outcome: z.enum(['reached', 'not_reached']),
    /** Closure asks for goals reached or explained. */
    text: requiredTextField,
  }),
});

export const supportCategories = [
  'money',
  'housing',
  'furniture',
  'food_clothes',
  'medical',
  'psychological',
  'legal',
  'documents',
  'job_training',
  'education',
  'transport',
  'other',
] as const;

const supportFields = {
  what: lineField,
  category: z.enum(supportCategories),
  costTenge: tengeField,
  source: z.enum(['state', 'ngo', 'sponsor', 'family', 'institution', 'other']),
  /** The reason for separation that this answers. */
  answersReason: z.enum(separationReasons).nullable().default(null),
};

export const supportPlanned = defineKind('support.planned', {
  group: 'work',
  schema: z.strictObject({
    supportId: idField,
    ...supportFields,
    dueOn: dayField,
    responsible: lineField,
    /** Until when it goes on; null for a single help. */
    until: dayField.nullable().default(null),
  }),
});

export const supportDelivered = defineKind('support.delivered', {
  group: 'work',
  schema: z.strictObject({
    /** The planned support this fulfils; a new id for unplanned help. */
    supportId: idField,
    ...supportFields,
    text: textField.default(''),
  }),
});
