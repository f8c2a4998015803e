/** From the name of a form to the form. */
import type { ComponentType } from 'react';
import { KeptDraft } from '../../drafts/KeptDraft.tsx';
import { useRecording } from '../recording.ts';
import { AdmissionAmended } from './AdmissionAmended.tsx';
import { CaseworkerNamed } from './CaseworkerNamed.tsx';
import { CheckAnswered } from './CheckAnswered.tsx';
import { ChildAmended } from './ChildAmended.tsx';
import { ChildAssessed } from './ChildAssessed.tsx';
import { ClosureApproved } from './ClosureApproved.tsx';
import { ConcernRaised } from './ConcernRaised.tsx';
import { ConcernResolved } from './ConcernResolved.tsx';
import { ConferenceHeld } from './ConferenceHeld.tsx';
import { ConflictSettled } from './ConflictSettled.tsx';
import { ConsentRecorded } from './ConsentRecorded.tsx';
import { ContactRecorded } from './ContactRecorded.tsx';
import { DecisionRecorded } from './DecisionRecorded.tsx';
import { DocumentAttached } from './DocumentAttached.tsx';
import { FamilyAssessed } from './FamilyAssessed.tsx';
import type { FormId } from './formIds.ts';
import { GoalEnded } from './GoalEnded.tsx';
import { GoalSet } from './GoalSet.tsx';
import { GroundRecorded } from './GroundRecorded.tsx';
import { KinAmended } from './KinAmended.tsx';
import { KinFound } from './KinFound.tsx';
import { KinVerified } from './KinVerified.tsx';
import { NoteAdded } from './NoteAdded.tsx';
import { NoteAmended } from './NoteAmended.tsx';
import { OverrideApproved } from './OverrideApproved.tsx';
import { OverrideRequested } from './OverrideRequested.tsx';
import { ReentryRecorded } from './ReentryRecorded.tsx';
import { ScheduleRecomputed } from './ScheduleRecomputed.tsx';
import { SiblingsLinked } from './SiblingsLinked.tsx';
import { StageMoved } from './StageMoved.tsx';
import { StepWithdrawn } from './StepWithdrawn.tsx';
import { SupportDelivered } from './SupportDelivered.tsx';
import { SupportPlanned } from './SupportPlanned.tsx';
import { TrialEnded } from './TrialEnded.tsx';
import { TrialStarted } from './TrialStarted.tsx';
import type { FormProps } from './useStepForm.ts';
import { VisitRecorded } from './VisitRecorded.tsx';
import { WishesRecorded } from './WishesRecorded.tsx';

const forms: Readonly<Record<FormId, ComponentType<FormProps>>> = {
  'admission.amended': AdmissionAmended,
  'caseworker.named': CaseworkerNamed,
  'check.answered': CheckAnswered,
  'child.amended': ChildAmended,
  'child.assessed': ChildAssessed,
  'closure.approved': ClosureApproved,
  'concern.raised': ConcernRaised,
  'concern.resolved': ConcernResolved,
  'conference.held': ConferenceHeld,
  'conflict.settled': ConflictSettled,
  'consent.recorded': ConsentRecorded,
  'contact.recorded': ContactRecorded,
  'decision.recorded': DecisionRecorded,
  'document.attached': DocumentAttached,
  'family.assessed': FamilyAssessed,
  'goal.ended': GoalEnded,
  'goal.set': GoalSet,
  'ground.recorded': GroundRecorded,
  'kin.amended': KinAmended,
  'kin.found': KinFound,
  'kin.verified': KinVerified,
  'note.added': NoteAdded,
  'note.amended': NoteAmended,
  'override.approved': OverrideApproved,
  'override.requested': OverrideRequested,
  'reentry.recorded': ReentryRecorded,
  'schedule.recomputed': ScheduleRecomputed,
  'siblings.linked': SiblingsLinked,
  'stage.moved': StageMoved,
  'step.withdrawn': StepWithdrawn,
  'support.delivered': SupportDelivered,
  'support.planned': SupportPlanned,
  'trial.ended': TrialEnded,
  'trial.started': TrialStarted,
  'visit.recorded': VisitRecorded,
  'wishes.recorded': WishesRecorded,
};

export interface CaseFormProps extends FormProps {
  readonly form: FormId;
}

export function CaseForm({ form, about, close }: CaseFormProps) {
  const Form = forms[form];
  const { caseId } = useRecording().view.state;
  return (
    <KeptDraft caseId={caseId} form={form} about={about ?? ''}>
      <Form about={about} close={close} />
    </KeptDraft>
  );
}
