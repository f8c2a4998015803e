/**
 * A case as the projection tells it: plain data, the same on every device that holds the
 * same steps. Nothing here is edited; it is derived anew whenever a step arrives.
 */
import type { Day } from '../day.ts';
import type { CheckId } from '../gates/checks.ts';
import type { Stage } from '../stages.ts';
import type { ChildFields } from '../steps/child.ts';
import type { PayloadOf, StepKind } from '../steps/index.ts';
import type { KinFields } from '../steps/kin.ts';
import type { ReturnTerms, VisitSchedule } from '../steps/stage.ts';

/** What every entry of a case knows of the step it came from. */
export interface Entry {
  readonly stepId: string;
  readonly on: Day;
  readonly authorId: string;
  /** Place in the case's order, from 0: says which of two entries came later. */
  readonly at: number;
}

type Recorded<Kind extends StepKind> = Entry & PayloadOf<Kind>;

export interface Kin extends KinFields {
  readonly personId: string;
  readonly foundOn: Day;
  verified: (Entry & { method: 'document' | 'two_sources'; verified: boolean; detail: string }) | null;
}

export interface CheckAnswer extends Entry {
  readonly answer: 'yes' | 'no' | 'not_known' | 'not_applicable';
  readonly reason: string | null;
}

export interface Goal extends Recorded<'goal.set'> {
  ended: Recorded<'goal.ended'> | null;
}

export interface Support extends Entry {
  readonly supportId: string;
  readonly planned: Recorded<'support.planned'> | null;
  delivered: Recorded<'support.delivered'>[];
}

export interface Episode {
  readonly institutionId: string;
  admittedOn: Day | null;
  /** The day the admission was recorded, for a register without a date. */
  readonly knownOn: Day;
  leftOn: Day | null;
  leftTo: Stage | null;
}

export interface Return extends Entry {
  readonly terms: ReturnTerms;
  readonly kind: 'home' | 'alternative_family';
  schedule: VisitSchedule;
  reenteredOn: Day | null;
  endedOn: Day | null;
}

export interface StageMove extends Entry {
  readonly from: Stage;
  readonly to: Stage;
  readonly rules: string;
  readonly overrides: number;
}

export interface Note extends Entry {
  text: string;
  /** Earlier wordings, oldest first; the first is the original. */
  earlier: { text: string; stepId: string; authorId: string }[];
}

export interface Override extends Recorded<'override.requested'> {
  decided: Recorded<'override.approved'> | null;
  /** Approved without a second person once: counted for good, even where the server doubts it. */
  approvedAlone: boolean;
}

export interface Concern extends Recorded<'concern.raised'> {
  resolved: Recorded<'concern.resolved'> | null;
}

/** Two devices gave one field different values without having seen each other's. */
export interface Conflict {
  readonly field: string;
  readonly claims: readonly {
    readonly stepId: string;
    readonly authorId: string;
    readonly deviceId: string;
    readonly on: Day;
    readonly recordedAt: string;
    readonly value: unknown;
  }[];
}

/** A step that has its place but needs a supervisor's look. */
export interface ReviewFlag {
  readonly stepId: string;
  readonly why: 'move_does_not_fit' | 'server_review';
}

export interface CaseState {
  readonly caseId: string;
  caseCode: string;
  childId: string | null;
  institutionId: string | null;
  child: ChildFields | null;
  original: Readonly<Record<string, string>> | null;
  registerDate: Day | null;
  episodes: Episode[];
  caseworker: { personId: string; name: string } | null;
  grounds: Recorded<'ground.recorded'>[];
  siblings: { groupId: string; caseIds: string[]; namesOnly: string[] } | null;
  kin: Kin[];
  consents: Recorded<'consent.recorded'>[];
  contacts: Recorded<'contact.recorded'>[];
  childAssessments: Recorded<'child.assessed'>[];
  familyAssessments: Recorded<'family.assessed'>[];
  wishes: Recorded<'wishes.recorded'>[];
  answers: Partial<Record<CheckId, CheckAnswer>>;
  goals: Goal[];
  supports: Support[];
  conferences: Recorded<'conference.held'>[];
  decisions: Recorded<'decision.recorded'>[];
  trials: (Recorded<'trial.started'> & { ended: Recorded<'trial.ended'> | null })[];
  overrides: Override[];
  closureApprovals: Recorded<'closure.approved'>[];
  stage: Stage;
  stageSince: Day | null;
  heldFrom: Stage | null;
  moves: StageMove[];
  returns: Return[];
  visits: Recorded<'visit.recorded'>[];
  concerns: Concern[];
  notes: Note[];
  documents: Recorded<'document.attached'>[];
  withdrawn: string[];
  conflicts: Conflict[];
  review: ReviewFlag[];
  /** A step asks for a newer reader: notes and visits go on, stage moves wait. */
  updateNeeded: boolean;
  unknownSteps: number;
  stepCount: number;
  /** Last position seen; 0 while all steps are unsent. */
  lastPos: number;
}

export function emptyCase(caseId: string): CaseState {
  return {
    caseId,
    caseCode: '',
    childId: null,
    institutionId: null,
    child: null,
    original: null,
    registerDate: null,
    episodes: [],
    caseworker: null,
    grounds: [],
    siblings: null,
    kin: [],
    consents: [],
    contacts: [],
    childAssessments: [],
    familyAssessments: [],
    wishes: [],
    answers: {},
    goals: [],
    supports: [],
    conferences: [],
    decisions: [],
    trials: [],
    overrides: [],
    closureApprovals: [],
    stage: 'identified',
    stageSince: null,
    heldFrom: null,
    moves: [],
    returns: [],
    visits: [],
    concerns: [],
    notes: [],
    documents: [],
    withdrawn: [],
    conflicts: [],
    review: [],
    updateNeeded: false,
    unknownSteps: 0,
    stepCount: 0,
    lastPos: 0,
  };
}
