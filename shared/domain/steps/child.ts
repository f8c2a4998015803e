/** Who the child is: the opening of the case, the admission, corrections of single fields. */
import { z } from 'zod';
import { legalStatuses } from '../../country/kz/legalStatus.ts';
import { separationReasons } from '../../country/kz/separationReasons.ts';
import { defineKind } from './defineKind.ts';
import { dayField, idField, lineField, requiredTextField, textField } from './fields.ts';

/** Fields of identity, each of which can be amended on its own. `null` is "not known". */
export const childFields = z.strictObject({
  familyName: z.string().trim().max(120),
  givenName: z.string().trim().min(1).max(120),
  patronymic: z.string().trim().max(120).nullable(),
  sex: z.enum(['m', 'f']).nullable(),
  birthDate: dayField.nullable(),
  /** Used where the exact date is not known. */
  birthYear: z.int().min(1900).max(2199).nullable(),
  iin: z
    .string()
    .regex(/^\d{12}$/)
    .nullable(),
  iinStatus: z.enum(['valid', 'unverified', 'missing']),
  legalStatus: z.enum(legalStatuses),
  reasons: z.array(z.enum(separationReasons)),
  mainReason: z.enum(separationReasons).nullable(),
  reasonText: textField.nullable(),
  healthGroup: z.string().trim().max(60).nullable(),
  disability: z.boolean().nullable(),
  familyAddress: z.string().trim().max(500).nullable(),
  /** Where a trip goes to: settlement or city district; groups the work of a day. */
  familyPlace: z.string().trim().max(200).nullable(),
  note: textField.nullable(),
});
export type ChildFields = z.infer<typeof childFields>;
export type ChildField = keyof ChildFields;

export const caseOpened = defineKind('case.opened', {
  group: 'identity',
  schema: z.strictObject({
    caseCode: z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
    institutionId: idField,
    childId: idField,
  }),
});

export const childAdmitted = defineKind('child.admitted', {
  group: 'identity',
  schema: z.strictObject({
    child: childFields,
    /** The day the child came into care; null where the register does not say. */
    admittedOn: dayField.nullable(),
    /** The register's row as it stood, heading → text: nothing of the paper list is lost. */
    original: z.record(z.string(), z.string()).optional(),
    registerRow: z.int().min(1).optional(),
    registerDate: dayField.nullable().optional(),
  }),
});

export const childAmended = defineKind('child.amended', {
  group: 'identity',
  schema: z.strictObject({
    set: childFields.partial().refine((set) => Object.keys(set).length > 0, 'nothing_amended'),
    reason: lineField,
  }),
});

/** The day of admission corrected, e.g. after looking at the order. */
export const admissionAmended = defineKind('admission.amended', {
  group: 'identity',
  schema: z.strictObject({ admittedOn: dayField, reason: lineField }),
});

export const siblingsLinked = defineKind('siblings.linked', {
  group: 'identity',
  schema: z.strictObject({
    groupId: idField,
    /** The other children's cases; a sibling without a case is named in `namesOnly`. */
    caseIds: z.array(idField),
    namesOnly: z.array(lineField).default([]),
  }),
});

export const caseworkerNamed = defineKind('caseworker.named', {
  group: 'identity',
  schema: z.strictObject({ personId: idField, name: lineField }),
});

export const groundRecorded = defineKind('ground.recorded', {
  group: 'work',
  schema: z.strictObject({
    /** On what ground the team works with this case: law, an application, a consent. */
    ground: z.enum(['law', 'parent_application', 'parent_consent', 'court']),
    detail: requiredTextField,
  }),
});
