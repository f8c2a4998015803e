/** The child's people: found, verified, corrected, and what they agree to. */
import { z } from 'zod';
import { defineKind } from './defineKind.ts';
import { dayField, idField, lineField, phoneField, requiredTextField, textField } from './fields.ts';

export const relations = [
  'mother',
  'father',
  'grandmother',
  'grandfather',
  'aunt',
  'uncle',
  'sister',
  'brother',
  'step_parent',
  'other_kin',
  'not_kin',
] as const;
export type Relation = (typeof relations)[number];

export const kinFields = z.strictObject({
  relation: z.enum(relations),
  name: lineField,
  phone: phoneField.nullable(),
  address: z.string().trim().max(500).nullable(),
  place: z.string().trim().max(200).nullable(),
  note: textField.nullable(),
});
export type KinFields = z.infer<typeof kinFields>;

export const kinFound = defineKind('kin.found', {
  group: 'kin',
  schema: z.strictObject({
    personId: idField,
    relation: kinFields.shape.relation,
    name: kinFields.shape.name,
    phone: kinFields.shape.phone.default(null),
    address: kinFields.shape.address.default(null),
    place: kinFields.shape.place.default(null),
    note: kinFields.shape.note.default(null),
  }),
});

export const kinAmended = defineKind('kin.amended', {
  group: 'kin',
  schema: z.strictObject({
    personId: idField,
    set: kinFields.partial().refine((set) => Object.keys(set).length > 0, 'nothing_amended'),
    reason: lineField,
  }),
});

/** Check 1: identity and relation proven by a document or by two sources. */
export const kinVerified = defineKind('kin.verified', {
  group: 'kin',
  schema: z.strictObject({
    personId: idField,
    method: z.enum(['document', 'two_sources']),
    detail: requiredTextField,
    verified: z.boolean().default(true),
  }),
});

export const consentScopes = ['return', 'services', 'sharing', 'reporting', 'tracing', 'photo'] as const;

/** Written consent of a caregiver, or the child's assent (personId null). */
export const consentRecorded = defineKind('consent.recorded', {
  group: 'kin',
  schema: z.strictObject({
    personId: idField.nullable(),
    scope: z.array(z.enum(consentScopes)).min(1),
    given: z.boolean(),
    how: z.enum(['written', 'spoken']),
    until: dayField.nullable().default(null),
    text: textField.default(''),
  }),
});
