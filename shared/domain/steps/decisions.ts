/** What others decide: conference, guardianship body, court; trial stays; approvals by a second person. */
import { z } from 'zod';
import { checkIds } from '../gates/checks.ts';
import { stages } from '../stages.ts';
import { defineKind } from './defineKind.ts';
import { dayField, idField, lineField, requiredTextField, textField } from './fields.ts';

export const conferenceHeld = defineKind('conference.held', {
  group: 'decision',
  schema: z.strictObject({
    protocolNumber: lineField,
    participants: z.array(lineField).min(1),
    outcome: z.enum(['approves_return', 'continue_preparation', 'against_return']),
    text: textField.default(''),
  }),
});

export const decisionBodies = [
  'guardianship_body',
  'court',
  'institution_order',
  'parent_application',
] as const;

/** Check 17 asks for the one that the child's legal status needs, with number and date. */
export const decisionRecorded = defineKind('decision.recorded', {
  group: 'decision',
  schema: z.strictObject({
    body: z.enum(decisionBodies),
    number: lineField,
    decidedOn: dayField,
    outcome: z.enum(['for_return', 'against_return']),
    text: textField.default(''),
  }),
});

export const trialStarted = defineKind('trial.started', {
  group: 'work',
  schema: z.strictObject({ personId: idField, plannedUntil: dayField, text: textField.default('') }),
});

export const trialEnded = defineKind('trial.ended', {
  group: 'work',
  schema: z.strictObject({
    outcome: z.enum(['well', 'needs_more_support', 'stopped']),
    childsWords: textField.nullable().default(null),
    text: textField.default(''),
  }),
});

/** Asks to pass unmet checks (never a veto). It does not move the stage. */
export const overrideRequested = defineKind('override.requested', {
  group: 'stage',
  schema: z.strictObject({
    to: z.enum(stages),
    checks: z.array(z.enum(checkIds)).min(1),
    reason: requiredTextField,
    mitigation: requiredTextField,
  }),
});

/** By another person who supervises the case; a standalone profile may approve its own, marked for good. */
export const overrideApproved = defineKind('override.approved', {
  group: 'approval',
  schema: z.strictObject({
    requestId: idField,
    approved: z.boolean(),
    text: textField.default(''),
    withoutSecondPerson: z.boolean().default(false),
  }),
});

/** The supervisor's approval that closing a case asks for. */
export const closureApproved = defineKind('closure.approved', {
  group: 'approval',
  schema: z.strictObject({ text: requiredTextField, withoutSecondPerson: z.boolean().default(false) }),
});
