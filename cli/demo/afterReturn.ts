/**
 * The year after the return: help delivered, visits by the frozen schedule with the delays and
 * failures of real life, goals ended, the case closed when its time has come.
 */
import { addDays, type Day, daysBetween } from '#shared/domain/day.ts';
import { makeSchedule } from '#shared/domain/visits/schedule.ts';
import { chance } from './calendar.ts';
import { supportFor, visitTexts } from './texts.ts';
import { type ChildInDemo, mainReason, type PlannedStep } from './wayHome.ts';

/** Visits and help up to the last day of the demonstration. */
export function afterReturn(child: ChildInDemo, supportId: string | null, until: Day): PlannedStep[] {
  const steps: PlannedStep[] = [];
  const { caseId } = child;
  if (supportId !== null) {
    const support = supportFor(mainReason(child), child.number);
    const delivered = {
      supportId,
      what: support.what,
      category: support.category,
      costTenge: support.costTenge,
      source: support.source,
      answersReason: mainReason(child),
    };
    steps.push({ on: addDays(child.returnOn, 1), caseId, kind: 'support.delivered', payload: delivered });
  }
  for (const [index, due] of makeSchedule(child.returnOn, child.risk).due.entries()) {
    const visit = visitOn(child, index, due);
    if (visit !== null && visit.on <= until) steps.push({ ...visit, caseId, kind: 'visit.recorded' });
  }
  return steps;
}

/** One visit in fourteen does not take place; one in eleven finds nobody at home. */
function visitOn(child: ChildInDemo, index: number, due: Day): { on: Day; payload: unknown } | null {
  // the first days and the months that tell "still home" are never left out
  const firm = index < 2 || index >= 7;
  if (!firm && chance(child.number, 100 + index, 14) === 0) return null;
  const on = addDays(due, chance(child.number, 200 + index, 5) === 0 ? 3 : 0);
  const childSeen = firm || chance(child.number, 300 + index, 11) !== 0;
  return { on: index === 0 ? due : on, payload: visitTexts(child.number, index, childSeen) };
}

/** What ends a case after its minimum time: the goal explained and a last look at the child. */
export function closing(child: ChildInDemo, goalIds: readonly string[], on: Day): PlannedStep[] {
  const { caseId } = child;
  return [
    ...goalIds.map((goalId) => ({
      on,
      caseId,
      kind: 'goal.ended',
      payload: { goalId, outcome: 'reached', text: 'семья справляется сама' },
    })),
    { on, caseId, kind: 'visit.recorded', payload: visitTexts(child.number, 99, true) },
  ];
}

/** Closed in the demonstration: risk normal, twelve months passed. */
export function closesBy(child: ChildInDemo, on: Day): boolean {
  return child.risk === 'normal' && daysBetween(child.returnOn, on) > 366;
}
