/**
 * The twenty readiness checks before a child goes home, and the other things a move on
 * the way may ask for. Source: union of Kenya's case review benchmarks, the inter-agency
 * reintegration guidelines and the UN guidelines on alternative care; which move asks
 * which is a house rule, versioned in `rulesVersion`.
 */
export const checkIds = [
  'caregiver_verified',
  'parental_rights_known',
  'childs_opinion',
  'caregiver_consent',
  'no_violence',
  'background_checks',
  'housing_inspected',
  'income_benefits',
  'documents',
  'school_place',
  'health_plan',
  'siblings_together',
  'contacts_before_return',
  'child_prepared',
  'family_prepared',
  'support_in_place',
  'decision',
  'followup_plan',
  'emergency_plan',
  'conference',
] as const;
export type CheckId = (typeof checkIds)[number];

/** What moves ask for beside the checks. */
export const requirementIds = [
  'caseworker_named',
  'ground_recorded',
  'child_assessed',
  'family_assessed',
  'goal_set',
  'trial_stay_done',
  'handover_act',
  'destination_fits',
  'minimum_time',
  'child_seen_recently',
  'no_open_concern',
  'goals_ended',
  'supervisor_approval',
  'reason_given',
] as const;
export type RequirementId = (typeof requirementIds)[number];
export type GateItemId = CheckId | RequirementId;

/** Version of the checks, their vetoes and the table of moves; stored with every verdict. */
export const rulesVersion = 'kz-2026.3';

/** Never overridden and never "not applicable": they are answered. */
export const vetoChecks: readonly CheckId[] = [
  'caregiver_verified',
  'parental_rights_known',
  'no_violence',
  'decision',
];

/** "Yes" comes from the step that proves it, not from a tick: which kind of step that is. */
export const evidenceKinds: Partial<Record<CheckId, string>> = {
  caregiver_verified: 'kin.verified',
  childs_opinion: 'wishes.recorded',
  caregiver_consent: 'consent.recorded',
  housing_inspected: 'family.assessed',
  contacts_before_return: 'contact.recorded',
  support_in_place: 'support.planned',
  decision: 'decision.recorded',
  conference: 'conference.held',
};

/** Check 13: contacts before the return, of which at least one overnight. */
export const contactsNeeded = { contacts: 3, overnights: 1 } as const;

export function isVeto(item: GateItemId): boolean {
  return vetoChecks.some((check) => check === item);
}

export function isCheck(item: string): item is CheckId {
  return checkIds.some((check) => check === item);
}
