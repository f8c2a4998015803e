/**
 * From what a person gave to the payload that is sealed. The same for the window, the command
 * line and tests: parses, makes ids, asks the gate, marks approvals without a second person, and
 * refuses with a reason. Pure: ids and the day are passed in; nothing is written here.
 */
import { currentReturn, isInOrder } from '../case/current.ts';
import type { CaseState } from '../case/state.ts';
import type { Day } from '../day.ts';
import { evidenceKinds, isVeto } from '../gates/checks.ts';
import { evaluate } from '../gates/gate.ts';
import type { Verdict } from '../gates/verdict.ts';
import { type Issue, issuesOf } from '../issue.ts';
import { nextStages } from '../stages.ts';
import { isStepKind, kindOf, type PayloadOf, type StepKind } from '../steps/index.ts';
import { type Recorded, readPayload } from '../steps/readStep.ts';
import { continued, makeSchedule } from '../visits/schedule.ts';
import { formOf, type MoveForm, madeIds, moveForm, scheduleForm } from './forms.ts';
import { brokenReference, visitFits } from './references.ts';
import { unstorableText } from './storable.ts';

export interface RecordContext {
  readonly state: CaseState;
  readonly occurredOn: Day;
  readonly today: Day;
  readonly person: {
    readonly personId: string;
    readonly name: string;
    /** Ids that meant this person before the device was enrolled. */
    readonly formerIds?: readonly string[];
  };
  /** No server, no second person: approvals of one's own are allowed and marked for good. */
  readonly standalone: boolean;
  readonly makeId: () => string;
}

export type RefusalCode =
  | 'unknown_kind'
  | 'invalid'
  | 'evidence_needed'
  | 'not_ready'
  | 'move_not_possible'
  | 'veto_not_overridable'
  | 'second_person_needed'
  | 'update_needed'
  | 'day_in_future'
  | 'not_returned';

export type Prepared =
  | {
      readonly ok: true;
      readonly kind: StepKind;
      readonly payload: unknown;
      readonly verdict: Verdict | null;
    }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly issues?: readonly Issue[];
      readonly verdict?: Verdict;
      readonly detail?: string;
    };

/** Checks and completes one step of a case feed. */
export function prepareStep(kind: string, input: unknown, context: RecordContext): Prepared {
  const form = formOf(kind);
  if (!isStepKind(kind) || form === null || kindOf(kind).feed !== 'case') {
    return { ok: false, code: 'unknown_kind', detail: kind };
  }
  if (context.occurredOn > context.today)
    return { ok: false, code: 'day_in_future', detail: context.occurredOn };
  const unstorable = unstorableText(input);
  if (unstorable !== null) return { ok: false, code: 'invalid', issues: [unstorable] };
  const given = form.safeParse(input);
  if (!given.success) {
    return { ok: false, code: 'invalid', issues: issuesOf(given.error.issues) };
  }
  if (kind === 'stage.moved') return prepareMove(moveForm.parse(input), context);
  const read = readPayload(kind, complete(kind, given.data, context));
  if (!read.ok) return { ok: false, code: 'invalid', issues: read.issues };
  const broken = brokenReference(context.state, read.recorded);
  if (broken !== null) return { ok: false, code: 'invalid', issues: [broken] };
  const refusal = refuse(read.recorded, context);
  return refusal ?? { ok: true, kind, payload: read.recorded.data, verdict: null };
}

/** Asks the gate for a move; `ready: false` is a refusal that says precisely what is missing. */
function prepareMove(move: MoveForm, context: RecordContext): Prepared {
  const { state, occurredOn } = context;
  if (state.updateNeeded) return { ok: false, code: 'update_needed' };
  if (!nextStages(state.stage, state.heldFrom).includes(move.to)) {
    return { ok: false, code: 'move_not_possible', detail: `${state.stage} → ${move.to}` };
  }
  const broken = moveIssue(state, move, occurredOn);
  if (broken !== null) return { ok: false, code: 'invalid', issues: [broken] };
  const verdict = evaluate(state, move, occurredOn);
  if (!verdict.ready) return { ok: false, code: 'not_ready', verdict };
  const isReturn = move.to === 'returned' || move.to === 'alternative_family';
  const payload: PayloadOf<'stage.moved'> = {
    ...move,
    from: state.stage,
    return: isReturn ? move.return : null,
    schedule: isReturn && move.return !== null ? makeSchedule(occurredOn, move.return.risk) : null,
    verdict: {
      ...verdict,
      items: verdict.items.map(({ id, answer, satisfied, veto, overridden }) => ({
        id,
        answer,
        satisfied,
        veto,
        overridden,
      })),
    },
  };
  return { ok: true, kind: 'stage.moved', payload, verdict };
}

function complete(kind: StepKind, given: unknown, context: RecordContext): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const idField = madeIds[kind];
  const made = idField !== undefined && !Object.hasOwn(given, idField) ? { [idField]: context.makeId() } : {};
  switch (kind) {
    case 'caseworker.named':
      return { ...context.person, ...given };
    case 'reentry.recorded':
      return { institutionId: context.state.institutionId, ...given };
    case 'schedule.recomputed': {
      const { risk, reason } = scheduleForm.parse(given);
      const current = currentReturn(context.state);
      const anew = makeSchedule(current?.on ?? context.occurredOn, risk);
      return { schedule: continued(current?.schedule ?? anew, anew, context.today), reason };
    }
    case 'override.approved':
      return { ...given, withoutSecondPerson: approvesAlone(given, context) };
    case 'closure.approved':
      return { ...given, withoutSecondPerson: context.standalone };
    default:
      return { ...made, ...given };
  }
}

function approvesAlone(given: object, context: RecordContext): boolean {
  if (!context.standalone || !('requestId' in given)) return false;
  const request = context.state.overrides.find((one) => one.stepId === given.requestId);
  return request !== undefined && isSelf(context, request.authorId);
}

function isSelf({ person }: RecordContext, id: string | undefined): boolean {
  return id !== undefined && (id === person.personId || (person.formerIds ?? []).includes(id));
}

function refuse(known: Recorded, context: RecordContext): Prepared | null {
  const { state, occurredOn, today } = context;
  switch (known.kind) {
    case 'check.answered': {
      const evidence = evidenceKinds[known.data.check];
      if (known.data.answer === 'yes' && evidence !== undefined) {
        return { ok: false, code: 'evidence_needed', detail: evidence };
      }
      const issue: Issue = { path: 'answer', message: 'veto_is_answered' };
      return known.data.answer === 'not_applicable' && isVeto(known.data.check)
        ? { ok: false, code: 'invalid', issues: [issue] }
        : null;
    }
    case 'override.requested': {
      const veto = known.data.checks.find(isVeto);
      return veto === undefined ? null : { ok: false, code: 'veto_not_overridable', detail: veto };
    }
    case 'override.approved': {
      const request = state.overrides.find((one) => one.stepId === known.data.requestId);
      return isSelf(context, request?.authorId) && !context.standalone
        ? { ok: false, code: 'second_person_needed' }
        : null;
    }
    case 'closure.approved':
      return isSelf(context, state.caseworker?.personId) && !context.standalone
        ? { ok: false, code: 'second_person_needed' }
        : null;
    case 'visit.recorded':
      return visitFits(state, context.occurredOn) ? null : { ok: false, code: 'not_returned' };
    case 'schedule.recomputed':
      return currentReturn(state) === null ? { ok: false, code: 'not_returned' } : null;
    case 'reentry.recorded': {
      const current = currentReturn(state);
      if (current === null || current.endedOn !== null) {
        return { ok: false, code: 'move_not_possible', detail: state.stage };
      }
      const issue: Issue = { path: 'occurredOn', message: 'before_return' };
      return occurredOn < current.on ? { ok: false, code: 'invalid', issues: [issue] } : null;
    }
    case 'decision.recorded': {
      const issue: Issue = { path: 'decidedOn', message: 'day_in_future' };
      return known.data.decidedOn > today ? { ok: false, code: 'invalid', issues: [issue] } : null;
    }
    case 'admission.amended': {
      const issue: Issue = { path: 'admittedOn', message: 'day_in_future' };
      return known.data.admittedOn > today ? { ok: false, code: 'invalid', issues: [issue] } : null;
    }
    default:
      return null;
  }
}

/** What is wrong with a move beside the gate: its day, the day of its act, the person it names. */
function moveIssue(state: CaseState, move: MoveForm, on: Day): Issue | null {
  if (!isInOrder(state, on)) return { path: 'occurredOn', message: 'before_last_move' };
  if (move.return === null) return null;
  if (move.return.act.date > on) return { path: 'return.act.date', message: 'act_after_return' };
  const { personId } = move.return;
  return state.kin.some((kin) => kin.personId === personId)
    ? null
    : { path: 'return.personId', message: 'person_unknown' };
}
