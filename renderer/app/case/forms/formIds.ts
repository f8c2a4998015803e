/**
 * The forms of a case: one for each kind of step that a person records. Grouped as the menu shows them;
 * addresses and checklists speak of them by the kind's own name.
 */
export const formGroups = {
  family: ['kin.found', 'kin.verified', 'kin.amended', 'consent.recorded', 'contact.recorded'],
  assessment: ['child.assessed', 'family.assessed', 'wishes.recorded', 'check.answered'],
  plan: ['goal.set', 'goal.ended', 'support.planned', 'support.delivered'],
  decisions: [
    'conference.held',
    'decision.recorded',
    'trial.started',
    'trial.ended',
    'stage.moved',
    'override.requested',
    'override.approved',
    'closure.approved',
  ],
  after: ['visit.recorded', 'concern.raised', 'concern.resolved', 'reentry.recorded', 'schedule.recomputed'],
  file: [
    'note.added',
    'document.attached',
    'note.amended',
    'child.amended',
    'admission.amended',
    'siblings.linked',
    'caseworker.named',
    'ground.recorded',
    'step.withdrawn',
    'conflict.settled',
  ],
} as const;

export type FormGroup = keyof typeof formGroups;
export type FormId = (typeof formGroups)[FormGroup][number];

export const formIds: readonly FormId[] = Object.values(formGroups).flat();

/** Forms that make sense only about something already in the file; the menu leaves them out. */
export const onlyAbout: readonly FormId[] = [
  'kin.amended',
  'goal.ended',
  'override.approved',
  'concern.resolved',
  'note.amended',
  'step.withdrawn',
  'conflict.settled',
  'closure.approved',
  'schedule.recomputed',
];

export function isFormId(text: string): text is FormId {
  return formIds.some((id) => id === text);
}
