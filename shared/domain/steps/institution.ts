/** Kinds outside the case feed: the institution's baseline, the directory, and what the server derives. */
import { z } from 'zod';
import { roles } from '../roles.ts';
import { caseSummary, rosterEntry } from '../summary/shape.ts';
import { defineKind } from './defineKind.ts';
import { dayField, idField, lineField } from './fields.ts';

/** Baseline = residents on this day; by default the day written in the register. */
export const baselineSet = defineKind('baseline.set', {
  group: 'plan',
  feed: 'institution',
  schema: z.strictObject({ day: dayField, source: z.enum(['register', 'asked', 'plan']) }),
});

/** Derived by the server from a case after each of its steps has a position; never authored. */
export const caseSummarised = defineKind('case.summarised', {
  group: 'derived',
  feed: 'institution',
  schema: z.strictObject({ summary: caseSummary }),
});

export const caseRostered = defineKind('case.rostered', {
  group: 'derived',
  feed: 'roster',
  schema: z.strictObject({ entry: rosterEntry }),
});

export const institutionAdded = defineKind('institution.added', {
  group: 'directory',
  feed: 'directory',
  schema: z.strictObject({
    institutionId: idField,
    name: lineField,
    region: z.string().nullable().default(null),
  }),
});

export const personAdded = defineKind('person.added', {
  group: 'directory',
  feed: 'directory',
  schema: z.strictObject({
    personId: idField,
    name: lineField,
    roles: z.array(z.strictObject({ institutionId: idField, role: z.enum(roles) })),
  }),
});

/** What enrolment said: a local id from before it means the server's person or institution. */
export const aliasRecorded = defineKind('alias.recorded', {
  group: 'directory',
  feed: 'directory',
  schema: z.strictObject({ of: z.enum(['person', 'institution']), localId: idField, id: idField }),
});
