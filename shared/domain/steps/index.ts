/** The registry of every kind of step this build knows. A kind not in it is kept verbatim and shown as a plain card. */
import type { z } from 'zod';
import * as child from './child.ts';
import * as decisions from './decisions.ts';
import type { KindDefinition } from './defineKind.ts';
import * as documents from './documents.ts';
import * as institution from './institution.ts';
import * as kin from './kin.ts';
import * as notes from './notes.ts';
import * as stage from './stage.ts';
import * as visits from './visits.ts';
import * as work from './work.ts';

const definitions = {
  'case.opened': child.caseOpened,
  'child.admitted': child.childAdmitted,
  'child.amended': child.childAmended,
  'admission.amended': child.admissionAmended,
  'siblings.linked': child.siblingsLinked,
  'caseworker.named': child.caseworkerNamed,
  'ground.recorded': child.groundRecorded,
  'kin.found': kin.kinFound,
  'kin.amended': kin.kinAmended,
  'kin.verified': kin.kinVerified,
  'consent.recorded': kin.consentRecorded,
  'contact.recorded': work.contactRecorded,
  'child.assessed': work.childAssessed,
  'family.assessed': work.familyAssessed,
  'wishes.recorded': work.wishesRecorded,
  'check.answered': work.checkAnswered,
  'goal.set': work.goalSet,
  'goal.ended': work.goalEnded,
  'support.planned': work.supportPlanned,
  'support.delivered': work.supportDelivered,
  'conference.held': decisions.conferenceHeld,
  'decision.recorded': decisions.decisionRecorded,
  'trial.started': decisions.trialStarted,
  'trial.ended': decisions.trialEnded,
  'override.requested': decisions.overrideRequested,
  'override.approved': decisions.overrideApproved,
  'closure.approved': decisions.closureApproved,
  'stage.moved': stage.stageMoved,
  'schedule.recomputed': stage.scheduleRecomputed,
  'reentry.recorded': stage.reentryRecorded,
  'visit.recorded': visits.visitRecorded,
  'concern.raised': visits.concernRaised,
  'concern.resolved': visits.concernResolved,
  'document.attached': documents.documentAttached,
  'note.added': notes.noteAdded,
  'note.amended': notes.noteAmended,
  'step.withdrawn': notes.stepWithdrawn,
  'conflict.settled': notes.conflictSettled,
  'baseline.set': institution.baselineSet,
  'case.summarised': institution.caseSummarised,
  'case.rostered': institution.caseRostered,
  'institution.added': institution.institutionAdded,
  'person.added': institution.personAdded,
  'alias.recorded': institution.aliasRecorded,
} as const;

export type StepKind = keyof typeof definitions;
export type PayloadOf<Kind extends StepKind> = z.infer<(typeof definitions)[Kind]['schema']>;
export type PayloadInputOf<Kind extends StepKind> = z.input<(typeof definitions)[Kind]['schema']>;

export const stepKinds = Object.keys(definitions).filter(isStepKind);

export function isStepKind(kind: string): kind is StepKind {
  return Object.hasOwn(definitions, kind);
}

/** The definition of a kind; its schema typed for that kind. */
export function kindOf<Kind extends StepKind>(kind: Kind): (typeof definitions)[Kind] {
  return definitions[kind];
}

export function findKind(kind: string): KindDefinition | null {
  return isStepKind(kind) ? definitions[kind] : null;
}
