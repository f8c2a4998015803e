/** After the return: follow-up visits and safeguarding concerns. */
import { z } from 'zod';
import { defineKind } from './defineKind.ts';
import { idField, lineField, requiredTextField, textField } from './fields.ts';

/** A visit without the child seen does not count as seen, and says why. */
export const visitRecorded = defineKind('visit.recorded', {
  group: 'work',
  schema: z
    .strictObject({
      visitType: z.enum(['home', 'school', 'phone']),
      childSeen: z.boolean(),
      notSeenReason: lineField.nullable().default(null),
      /** Seen or confirmed at home: what "still home" counts by. */
      atHome: z.enum(['yes', 'no', 'not_known']),
      childsWords: textField.nullable().default(null),
      text: textField.default(''),
    })
    .refine((visit) => visit.childSeen || (visit.notSeenReason ?? '') !== '', {
      message: 'reason_needed',
      path: ['notSeenReason'],
    }),
});

export const concernRaised = defineKind('concern.raised', {
  group: 'work',
  schema: z.strictObject({
    concernId: idField,
    concern: z.enum(['violence', 'neglect', 'addiction', 'health', 'school', 'money', 'other']),
    text: requiredTextField,
  }),
});

export const concernResolved = defineKind('concern.resolved', {
  group: 'work',
  schema: z.strictObject({ concernId: idField, text: requiredTextField }),
});
