/** Notes, their corrections, withdrawals of mistaken steps, and settled conflicts. */
import { z } from 'zod';
import { defineKind } from './defineKind.ts';
import { idField, lineField, requiredTextField } from './fields.ts';

export const noteAdded = defineKind('note.added', {
  group: 'note',
  schema: z.strictObject({ text: requiredTextField }),
});

/** The original stays readable; two amendments of one note by two devices conflict. */
export const noteAmended = defineKind('note.amended', {
  group: 'note',
  schema: z.strictObject({ stepId: idField, text: requiredTextField, reason: lineField }),
});

/** A step recorded by mistake (wrong child, wrong day). It stays in the timeline, struck through. */
export const stepWithdrawn = defineKind('step.withdrawn', {
  group: 'note',
  schema: z.strictObject({ stepId: idField, reason: lineField }),
});

export const conflictSettled = defineKind('conflict.settled', {
  group: 'settlement',
  schema: z.strictObject({
    /** What the conflict is about, e.g. "child.familyAddress", "kin.<id>.phone", "note.<id>". */
    field: lineField,
    stepIds: z.array(idField).min(2),
    value: z.json(),
    reason: lineField,
  }),
});
