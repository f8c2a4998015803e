/** One case as the file shows it: its state, and what follows from it today. */

import { readCase } from '#db/queries/cases.ts';
import type { ListedChild } from '#db/queries/childRow.ts';
import { personNames } from '#db/queries/directory.ts';
import { stepsNotTaken } from '#db/queries/problems.ts';
import type { CaseView } from '#shared/contract/views.ts';
import { currentReturn, daysInCare, fullName } from '#shared/domain/case/current.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { Day } from '#shared/domain/day.ts';
import { evaluate } from '#shared/domain/gates/gate.ts';
import { nextStages } from '#shared/domain/stages.ts';
import { stepKinds } from '#shared/domain/steps/index.ts';
import { tasksOf } from '#shared/domain/tasks.ts';
import { fillSlots, slotState } from '#shared/domain/visits/schedule.ts';
import { wasSeen } from '#shared/domain/visits/seen.ts';
import { documentPlaces } from '../attachments/places.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { taskItem } from '../tasks/taskItem.ts';
import { mayRecord } from './record.ts';

export function caseView(open: OpenProfile, child: ListedChild, state: CaseState): CaseView {
  const today = open.today();
  return {
    state,
    today,
    daysInCare: daysInCare(state, today),
    moves: movesOf(state, today),
    siblings: siblingsOf(open, state),
    slots: slotsOf(state, today),
    tasks: tasksOf(state).map((task) => taskItem(state, task, today)),
    mayRecord: stepKinds.filter((kind) => mayRecord(open, child, kind)),
    people: namesIn(open, state),
    unsent: child.unsent,
    notTaken: notTakenOf(open, state),
    documents: documentPlaces(open, state.caseId),
  };
}

/** A new case is set aside whole where none of its steps has a position and the server holds back some. */
function notTakenOf(open: OpenProfile, state: CaseState): CaseView['notTaken'] {
  const counts = stepsNotTaken(open.database).get(state.caseId) ?? { refused: 0, quarantined: 0 };
  return { ...counts, whole: counts.quarantined > 0 && state.lastPos === 0 };
}

/** Every stage that may be chosen next, with what the gate says of it before anything is filled in. */
function movesOf(state: CaseState, today: Day): CaseView['moves'] {
  return nextStages(state.stage, state.heldFrom).map((to) => ({
    to,
    verdict: evaluate(state, { to, reason: null, return: null }, today),
  }));
}

/** Whoever decides needs to know whose word stands against whose. */
function namesIn(open: OpenProfile, state: CaseState): CaseView['people'] {
  const authors = [
    ...state.conflicts.flatMap(({ claims }) => claims.map((claim) => claim.authorId)),
    ...state.overrides.map((request) => request.authorId),
    ...caseworkersIn(state),
  ];
  if (authors.length === 0) return {};
  const names = personNames(open.database);
  return Object.fromEntries(
    authors.flatMap((personId) => {
      const name = names.get(personId);
      return name === undefined ? [] : [[personId, name]];
    }),
  );
}

/** Where two devices named different caseworkers. */
function caseworkersIn(state: CaseState): string[] {
  const conflict = state.conflicts.find(({ field }) => field === 'caseworker');
  return (conflict?.claims ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** Brothers and sisters whose cases this device holds. */
function siblingsOf(open: OpenProfile, state: CaseState): CaseView['siblings'] {
  return (state.siblings?.caseIds ?? []).flatMap((caseId) => {
    const sibling = readCase(open.database, caseId);
    if (sibling === null || sibling.child === null) return [];
    return [{ caseId, name: fullName(sibling.child), stage: sibling.stage }];
  });
}

function slotsOf(state: CaseState, today: Day): CaseView['slots'] {
  const current = currentReturn(state);
  if (current === null) return [];
  const visits = state.visits
    .filter((visit) => visit.on >= current.on)
    .map((visit) => ({ stepId: visit.stepId, on: visit.on, childSeen: wasSeen(visit) }));
  return fillSlots(current.on, current.schedule, visits).map((slot) => ({
    due: slot.due,
    state: slotState(slot, today),
    visitOn: slot.visit?.on ?? null,
    childSeen: slot.visit?.childSeen ?? null,
  }));
}
