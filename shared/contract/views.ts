/** What the app shows: read models the host computes, and the window and the command line read. */
import type { CaseState } from '../domain/case/state.ts';
import type { Day } from '../domain/day.ts';
import type { Verdict as GateVerdict } from '../domain/gates/verdict.ts';
import type { Reading } from '../domain/reading.ts';
import type { Role } from '../domain/roles.ts';
import type { Stage } from '../domain/stages.ts';
import type { Verdict } from '../domain/step.ts';
import type { TaskKind } from '../domain/tasks.ts';
import type { SlotState } from '../domain/visits/schedule.ts';

export type Language = 'ru' | 'kk' | 'en';

export interface ProfileStatus {
  readonly state: 'none' | 'locked' | 'open';
  readonly language: Language | null;
  readonly name: string | null;
  /** ISO instant until which passphrases are refused. */
  readonly throttledUntil: string | null;
  readonly practice: boolean;
  /** False where the runtime cannot load the encrypted database. */
  readonly runtimeFits: boolean;
  /** Here was the profile of a device that was revoked; null where there was none, or it was begun anew. */
  readonly wiped: WipedView | null;
}

/** What a revoked device could hand in before it destroyed what it held, and what it could not. */
export interface WipedView {
  readonly as: 'lost' | 'withdrawn';
  readonly on: Day;
  readonly handedIn: number;
  readonly leftSteps: number;
  readonly leftDocuments: number;
  /** False where a file could not be removed yet; the next start tries again. */
  readonly done: boolean;
  /** The server has heard of it. */
  readonly told: boolean;
}

/** Whether the passphrase opens the profile on this computer alone. */
export interface BindingView {
  readonly bound: boolean;
  /** Whether the operating system has a store here that really protects. */
  readonly possible: boolean;
}

export interface Me {
  readonly personId: string;
  readonly name: string;
  readonly deviceId: string;
  readonly roles: readonly {
    readonly role: Role;
    readonly institutionId: string;
    readonly institutionName: string;
  }[];
  readonly language: Language;
  /** After so many minutes without anybody at the window it locks. */
  readonly idleMinutes: number;
  readonly standalone: boolean;
  readonly practice: boolean;
  /** What the app takes as today. */
  readonly today: Day;
  /** The device's clock has jumped and the person was not asked yet; null where it goes as it should. */
  readonly clock: ClockQuestion | null;
  /** Until when this device may be read without contact; null where nobody limits it. */
  readonly reading: Reading | null;
}

export interface ClockQuestion {
  readonly shows: Day;
  /** The last day on which it was seen. */
  readonly seen: Day;
}

export interface ChildRow {
  readonly caseId: string;
  readonly caseCode: string;
  /** Null where this device does not hold the case. */
  readonly childId: string | null;
  /** Null where the role may not see names. */
  readonly name: string | null;
  readonly birthDate: Day | null;
  readonly birthYear: number | null;
  readonly sex: 'm' | 'f' | null;
  readonly iin: string | null;
  readonly stage: Stage;
  readonly stageSince: Day | null;
  readonly admittedOn: Day | null;
  readonly returnedOn: Day | null;
  /** The last day since the return on which the child was seen and lived at home still; null where nobody has seen that yet. */
  readonly seenHomeOn: Day | null;
  readonly daysInCare: number | null;
  readonly caseworker: string | null;
  readonly place: string | null;
  /** How many children of the sibling group, this one included; 1 for none. */
  readonly siblings: number;
  readonly next: { readonly kind: TaskKind; readonly dueOn: Day } | null;
  readonly unsent: number;
  readonly flags: readonly (
    | 'conflict'
    | 'review'
    | 'update_needed'
    | 'possible_duplicate'
    | 'concern'
    | 'set_aside'
  )[];
}

export interface ChildPage {
  readonly total: number;
  /** Children in the profile, whatever the filter. */
  readonly all: number;
  readonly siblingGroups: number;
  readonly byStage: Readonly<Partial<Record<Stage, number>>>;
  readonly overdue: number;
  readonly rows: readonly ChildRow[];
}

export interface SlotView {
  readonly due: Day;
  readonly state: SlotState;
  readonly visitOn: Day | null;
  readonly childSeen: boolean | null;
}

export interface CaseView {
  readonly state: CaseState;
  readonly today: Day;
  readonly daysInCare: number | null;
  /** Stages that may be chosen next, each with the gate's answer as of today. */
  readonly moves: readonly { readonly to: Stage; readonly verdict: GateVerdict }[];
  readonly siblings: readonly { readonly caseId: string; readonly name: string; readonly stage: Stage }[];
  /** Visits of the current return. */
  readonly slots: readonly SlotView[];
  readonly tasks: readonly TaskItem[];
  /** Kinds of step this person may record here. */
  readonly mayRecord: readonly string[];
  /** Names of those whose conflicting or requested steps wait for a decision here, by person id. */
  readonly people: Readonly<Record<string, string>>;
  readonly unsent: number;
  /** Steps of this case that the server did not take; `whole` where it set all of a new case aside. */
  readonly notTaken: { readonly refused: number; readonly quarantined: number; readonly whole: boolean };
  /** Where the bytes of the file's documents are, by SHA-256 in hex. */
  readonly documents: Readonly<Record<string, DocumentPlace>>;
}

/** `sending`: here, and not on the server yet. `fetching`: not here yet. */
export type DocumentPlace = 'here' | 'sending' | 'fetching' | 'damaged' | 'refused';

export interface TimelineEntry {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly occurredOn: Day;
  readonly recordedAt: string;
  readonly authorId: string;
  readonly author: string | null;
  readonly deviceId: string;
  readonly eventId: string | null;
  readonly pos: number | null;
  readonly verdict: Verdict | null;
  /** Why, in the server's word; null where there is nothing to say. */
  readonly reason: string | null;
  readonly payload: unknown;
  /** False for a kind or version that this build does not know: shown as a plain card. */
  readonly known: boolean;
  readonly withdrawnBy: string | null;
  readonly amendedBy: readonly string[];
}

export interface TaskItem {
  readonly caseId: string;
  readonly caseCode: string;
  readonly name: string | null;
  readonly birthDate: Day | null;
  readonly birthYear: number | null;
  readonly stage: Stage;
  readonly place: string | null;
  /** Whom to ring or visit. */
  readonly kin: { readonly name: string; readonly phone: string | null } | null;
  readonly returnedOn: Day | null;
  /** The last day since the return on which the child was seen and lived at home still; null where nobody has seen that yet. */
  readonly seenHomeOn: Day | null;
  readonly kind: TaskKind;
  readonly dueOn: Day;
  /** Negative while it is ahead. */
  readonly overdueDays: number;
  readonly state: 'soon' | 'due' | 'late' | 'missed';
  /** Which visit of the schedule, from 1. */
  readonly visitNumber: number | null;
  readonly goal: string | null;
}

export interface TodayView {
  readonly today: Day;
  readonly counts: { readonly overdue: number; readonly today: number; readonly week: number };
  /** Due today, late and missed; ordered by place, then family, then day. */
  readonly items: readonly TaskItem[];
  /** What falls due within the next seven days, in the same order. */
  readonly soon: readonly TaskItem[];
  readonly waiting: readonly {
    readonly caseId: string;
    readonly name: string | null;
    readonly what: 'override' | 'closure' | 'conflict' | 'review';
    readonly since: Day;
    readonly detail: string;
  }[];
  readonly caseload: Readonly<Partial<Record<Stage, number>>>;
  readonly children: number;
  readonly last30: {
    readonly visitsDue: number;
    readonly visitsDone: number;
    readonly seen: number;
    readonly reentered: number;
  };
}

export interface SyncItem {
  readonly feedId: string;
  readonly stepId: string;
  readonly caseId: string | null;
  readonly caseCode: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly occurredOn: Day;
  /** By the author's clock. */
  readonly recordedAt: string;
  /** Null for a person the directory does not name. */
  readonly author: string | null;
  readonly reason: string;
}

/** One of the values that stand against each other. */
export interface ConflictClaim {
  readonly stepId: string;
  readonly value: unknown;
  readonly author: string | null;
  readonly on: Day;
  readonly recordedAt: string;
  /** Why, where this value is itself a settlement that another contradicts. */
  readonly settledBecause: string | null;
}

export interface ConflictItem {
  readonly caseId: string;
  readonly caseCode: string;
  readonly name: string | null;
  readonly field: string;
  /** The person the field belongs to, where it is one of the family. */
  readonly kin: CaseState['kin'];
  readonly claims: readonly ConflictClaim[];
  /** Names of the people that are values themselves, by id. */
  readonly people: Readonly<Record<string, string>>;
  readonly maySettle: boolean;
}

/** One step as it was written: nothing that a person recorded is out of reach. */
export interface SyncItemText extends SyncItem {
  readonly verdict: Verdict | null;
  readonly version: number;
  readonly pos: number | null;
  readonly payload: unknown;
}

export interface SyncView {
  readonly state: 'off' | 'idle' | 'syncing' | 'waiting' | 'offline' | 'failed';
  readonly server: string | null;
  readonly lastContactAt: string | null;
  readonly lastError: string | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly pending: readonly SyncItem[];
  readonly pendingCount: number;
  readonly refused: readonly SyncItem[];
  readonly quarantined: readonly SyncItem[];
  /** Held back by the server, of cases that have left this device: without name and text. */
  readonly leftBehind: readonly SyncItem[];
  readonly review: readonly SyncItem[];
  readonly conflicts: readonly SyncItem[];
  /** Documents travel by themselves, behind the steps. */
  readonly documents: { readonly toSend: number; readonly toFetch: number };
  readonly feeds: readonly {
    readonly feedId: string;
    readonly kind: string;
    readonly pos: number;
    readonly checksum: string;
  }[];
}

export interface VerifyView {
  readonly steps: number;
  readonly chain: { readonly ok: boolean; readonly faults: readonly string[] };
  readonly projections: { readonly ok: boolean; readonly cases: number; readonly faults: readonly string[] };
  readonly feeds: readonly {
    readonly feedId: string;
    readonly kind: string;
    readonly pos: number;
    readonly checksum: string;
    readonly ok: boolean;
  }[];
}

export interface InstitutionItem {
  readonly institutionId: string;
  readonly name: string;
}
