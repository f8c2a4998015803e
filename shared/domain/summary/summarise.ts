/**
 * Derives what leaves a case: its summary for the institution's figures, and its line of the
 * roster. Pure, so that the server, a standalone device and a preview derive the same.
 */
import type { CaseState, Return } from '../case/state.ts';
import { yearOf } from '../day.ts';
import { rulesVersion } from '../gates/checks.ts';
import { evaluate, missingOf } from '../gates/gate.ts';
import { nextOnWay } from '../stages.ts';
import { fillSlots } from '../visits/schedule.ts';
import { daysOfSeeing, visitsDuring, wasSeen } from '../visits/seen.ts';
import type { CaseSummary, RosterEntry, SummaryReturn } from './shape.ts';

/** The full current summary of a case. Independent of today: whoever reads it brings the day. */
export function summarise(state: CaseState): CaseSummary {
  return {
    caseId: state.caseId,
    caseCode: state.caseCode,
    rules: rulesVersion,
    casePos: state.lastPos,
    sex: state.child?.sex ?? null,
    birthYear: birthYearOf(state),
    legalStatus: state.child?.legalStatus ?? null,
    mainReason: state.child?.mainReason ?? null,
    disability: state.child?.disability ?? null,
    caseworkerId: state.caseworker?.personId ?? null,
    siblingGroup: state.siblings?.groupId ?? null,
    episodes: state.episodes.map(({ admittedOn, knownOn, leftOn, leftTo }) => ({
      admittedOn,
      knownOn,
      leftOn,
      leftTo,
    })),
    stage: state.stage,
    stages: state.moves.map((move) => ({ stage: move.to, on: move.on })),
    returns: state.returns.map((one, index) => summariseReturn(state, one, state.returns[index + 1] ?? null)),
    missing: missingNext(state),
    overridesWithoutSecondPerson: state.overrides.filter((one) => one.approvedAlone).length,
    supportPlannedTenge: state.supports.reduce((sum, one) => sum + (one.planned?.costTenge ?? 0), 0),
    supportDeliveredTenge: state.supports
      .flatMap((one) => one.delivered)
      .reduce((sum, one) => sum + one.costTenge, 0),
    updateNeeded: state.updateNeeded,
    possibleDuplicate: false,
  };
}

export function rosterOf(state: CaseState): RosterEntry {
  return {
    caseId: state.caseId,
    caseCode: state.caseCode,
    familyName: state.child?.familyName ?? '',
    givenName: state.child?.givenName ?? '',
    patronymic: state.child?.patronymic ?? null,
    birthDate: state.child?.birthDate ?? null,
    birthYear: birthYearOf(state),
    sex: state.child?.sex ?? null,
    caseworkerId: state.caseworker?.personId ?? null,
    caseworkerName: state.caseworker?.name ?? null,
  };
}

function summariseReturn(state: CaseState, one: Return, next: Return | null): SummaryReturn {
  const during = visitsDuring(state, one, next);
  const facts = during.map((visit) => ({ stepId: visit.stepId, on: visit.on, childSeen: wasSeen(visit) }));
  return {
    on: one.on,
    destination: one.terms.destination,
    kind: one.kind,
    slots: fillSlots(one.on, one.schedule, facts).map((slot) => ({
      due: slot.due,
      filledOn: slot.visit?.on ?? null,
      seen: slot.visit?.childSeen ?? false,
      missedFrom: slot.missedFrom,
    })),
    ...daysOfSeeing(during),
    reenteredOn: one.reenteredOn,
    endedOn: one.endedOn,
  };
}

/** What the next stop on the way home still asks for; nothing once the way has ended. */
function missingNext(state: CaseState): CaseSummary['missing'] {
  const next = nextOnWay(state.stage);
  if (next === null || next === 'closed') return [];
  const verdict = evaluate(state, { to: next, reason: null, return: null }, null);
  return missingOf(verdict)
    .map((item) => item.id)
    .filter((id) => id !== 'handover_act' && id !== 'destination_fits');
}

function birthYearOf(state: CaseState): number | null {
  const birthDate = state.child?.birthDate ?? null;
  return birthDate === null ? (state.child?.birthYear ?? null) : yearOf(birthDate);
}
