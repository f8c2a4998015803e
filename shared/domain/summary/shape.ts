/**
 * What leaves a case for the institution's figures: derived, complete, and without names,
 * texts or numbers that name a child. Institution figures and reports are computed from
 * these summaries alone, so the same position gives the same figures on any device.
 */
import { z } from 'zod';
import { legalStatuses } from '../../country/kz/legalStatus.ts';
import { placementFormCodes } from '../../country/kz/placementForms.ts';
import { separationReasons } from '../../country/kz/separationReasons.ts';
import { daySchema } from '../day.ts';
import { checkIds, requirementIds } from '../gates/checks.ts';
import { stages } from '../stages.ts';

/** A slot of the frozen schedule: when due, which visit filled it, whether the child was seen. */
export const summarySlot = z.strictObject({
  due: daySchema,
  filledOn: daySchema.nullable(),
  seen: z.boolean(),
  /** First day on which an empty slot counts as missed. */
  missedFrom: daySchema,
});

export const summaryReturn = z.strictObject({
  on: daySchema,
  destination: z.enum(placementFormCodes),
  kind: z.enum(['home', 'alternative_family']),
  slots: z.array(summarySlot),
  /** Days on which the child was seen at home, or confirmed there. */
  confirmedHomeOn: z.array(daySchema),
  /** Days on which the child was seen, whether or not a visit was due. */
  seenOn: z.array(daySchema),
  reenteredOn: daySchema.nullable(),
  /** Death or departure that ends the counting without a re-entry. */
  endedOn: daySchema.nullable(),
});

export const caseSummary = z.strictObject({
  caseId: z.uuid(),
  caseCode: z.string(),
  rules: z.string(),
  /** Position of the case's feed that this summary covers. */
  casePos: z.int(),
  sex: z.enum(['m', 'f']).nullable(),
  birthYear: z.int().nullable(),
  legalStatus: z.enum(legalStatuses).nullable(),
  mainReason: z.enum(separationReasons).nullable(),
  disability: z.boolean().nullable(),
  caseworkerId: z.uuid().nullable(),
  siblingGroup: z.uuid().nullable(),
  /** Days in care by admission: `left` is null while the child is a resident. */
  episodes: z.array(
    z.strictObject({
      admittedOn: daySchema.nullable(),
      /** When the admission became known, for a register without a date. */
      knownOn: daySchema,
      leftOn: daySchema.nullable(),
      leftTo: z.enum(stages).nullable(),
    }),
  ),
  stage: z.enum(stages),
  stages: z.array(z.strictObject({ stage: z.enum(stages), on: daySchema })),
  returns: z.array(summaryReturn),
  missing: z.array(z.enum([...checkIds, ...requirementIds])),
  overridesWithoutSecondPerson: z.int(),
  supportPlannedTenge: z.int(),
  supportDeliveredTenge: z.int(),
  updateNeeded: z.boolean(),
  possibleDuplicate: z.boolean(),
});
export type CaseSummary = z.infer<typeof caseSummary>;
export type SummaryReturn = z.infer<typeof summaryReturn>;

/** A line of the institution's roster: names for its director and supervisors, nothing more. */
export const rosterEntry = z.strictObject({
  caseId: z.uuid(),
  caseCode: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  patronymic: z.string().nullable(),
  birthDate: daySchema.nullable(),
  birthYear: z.int().nullable(),
  sex: z.enum(['m', 'f']).nullable(),
  caseworkerId: z.uuid().nullable(),
  caseworkerName: z.string().nullable(),
});
export type RosterEntry = z.infer<typeof rosterEntry>;
