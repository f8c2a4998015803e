/** Which reducer belongs to which kind. Kinds that live in other feeds change no case. */
import * as child from '../steps/child.project.ts';
import * as decisions from '../steps/decisions.project.ts';
import * as documents from '../steps/documents.project.ts';
import type { StepKind } from '../steps/index.ts';
import * as kin from '../steps/kin.project.ts';
import * as notes from '../steps/notes.project.ts';
import type { KnownStep } from '../steps/readStep.ts';
import * as stage from '../steps/stage.project.ts';
import * as visits from '../steps/visits.project.ts';
import * as work from '../steps/work.project.ts';
import type { Projection, Reducer } from './projection.ts';

const nothing = (): void => undefined;

const reducers: { readonly [Kind in StepKind]: Reducer<Kind> } = {
  'case.opened': child.openCase,
  'child.admitted': child.admitChild,
  'child.amended': child.amendChild,
  'admission.amended': child.amendAdmission,
  'siblings.linked': child.linkSiblings,
  'caseworker.named': child.nameCaseworker,
  'ground.recorded': child.recordGround,
  'kin.found': kin.findKin,
  'kin.amended': kin.amendKin,
  'kin.verified': kin.verifyKin,
  'consent.recorded': kin.recordConsent,
  'contact.recorded': work.recordContact,
  'child.assessed': work.assessChild,
  'family.assessed': work.assessFamily,
  'wishes.recorded': work.recordWishes,
  'check.answered': work.answerCheck,
  'goal.set': work.setGoal,
  'goal.ended': work.endGoal,
  'support.planned': work.planSupport,
  'support.delivered': work.deliverSupport,
  'conference.held': decisions.holdConference,
  'decision.recorded': decisions.recordDecision,
  'trial.started': decisions.startTrial,
  'trial.ended': decisions.endTrial,
  'override.requested': decisions.requestOverride,
  'override.approved': decisions.decideOverride,
  'closure.approved': decisions.approveClosure,
  'stage.moved': stage.moveStage,
  'schedule.recomputed': stage.recomputeSchedule,
  'reentry.recorded': stage.recordReentry,
  'visit.recorded': visits.recordVisit,
  'concern.raised': visits.raiseConcern,
  'concern.resolved': visits.resolveConcern,
  'document.attached': documents.attachDocument,
  'note.added': notes.addNote,
  'note.amended': notes.amendNote,
  // withdrawn steps are left out before anything is applied (project.ts)
  'step.withdrawn': nothing,
  'conflict.settled': notes.settleConflict,
  'baseline.set': nothing,
  'case.summarised': nothing,
  'case.rostered': nothing,
  'institution.added': nothing,
  'person.added': nothing,
  'alias.recorded': nothing,
};

/** Applies a step of any kind; the union is taken apart by its kind. */
export function apply(projection: Projection, known: KnownStep): void {
  // Each member of the union carries the kind that its reducer is looked up by.
  const reducer = reducers[known.kind] as Reducer<StepKind>;
  reducer(projection, known);
}
