/**
 * What a caseworker records for one child from the register to the family, day by day: plausible,
 * invented, and only through the same doors as the app. It gives what a person would give; ids,
 * verdicts and schedules are the host's business.
 */

import type { SeparationReason } from '#shared/country/kz/separationReasons.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import { bodiesNeeded } from '#shared/domain/gates/bodies.ts';
import { chance } from './calendar.ts';
import { familyTexts, supportFor } from './texts.ts';

export interface PlannedStep {
  readonly on: Day;
  readonly caseId: string;
  readonly kind: string;
  readonly payload: unknown;
}

export interface ChildInDemo {
  readonly caseId: string;
  /** Number in the register, from 0. */
  readonly number: number;
  readonly returnOn: Day;
  readonly risk: 'normal' | 'high';
  readonly state: CaseState;
  /** Whom the child goes to: the mother, or the first relative found. */
  readonly caregiver: { readonly personId: string; readonly name: string; readonly isParent: boolean };
}

/** Steps before and with the return, in the order in which they are recorded. */
export function wayHome(child: ChildInDemo): PlannedStep[] {
  const steps: PlannedStep[] = [];
  const record = (on: Day, kind: string, payload: unknown): void => {
    steps.push({ on, caseId: child.caseId, kind, payload });
  };
  const before = (days: number): Day => addDays(child.returnOn, -days);
  assess(child, record);
  plan(child, record);
  prepare(child, record, before);
  goHome(child, record, before);
  return steps;
}

type Record = (on: Day, kind: string, payload: unknown) => void;

function assess(child: ChildInDemo, record: Record): void {
  const { personId } = child.caregiver;
  const texts = familyTexts(child);
  record('2025-11-03', 'ground.recorded', { ground: texts.ground, detail: texts.groundDetail });
  record('2025-11-03', 'stage.moved', { to: 'assessment' });
  if (child.state.child?.legalStatus === 'undetermined') {
    const set = { legalStatus: 'temporary_by_application' };
    record('2025-11-05', 'child.amended', { set, reason: 'заявление матери нашлось в личном деле' });
  }
  record('2025-11-05', 'kin.verified', { personId, method: 'document', detail: 'удостоверение личности' });
  record('2025-11-06', 'child.assessed', { scores: texts.childScores, text: texts.child });
  record('2025-11-08', 'family.assessed', {
    personId,
    readiness: chance(child.number, 1, 4) === 0 ? 'medium' : 'high',
    scores: texts.familyScores,
    housingInspected: true,
    text: texts.family,
  });
  record('2025-11-09', 'wishes.recorded', texts.wishes);
  record('2025-11-09', 'check.answered', { check: 'parental_rights_known', answer: 'yes' });
  record('2025-11-10', 'stage.moved', { to: 'planning' });
}

function plan(child: ChildInDemo, record: Record): void {
  const support = supportFor(mainReason(child), child.number);
  record('2025-11-11', 'goal.set', {
    domain: support.domain,
    goal: support.goal,
    action: support.action,
    responsible: child.caregiver.name,
    deadline: addDays(child.returnOn, 60),
  });
  record('2025-11-12', 'support.planned', {
    what: support.what,
    category: support.category,
    costTenge: support.costTenge,
    source: support.source,
    answersReason: mainReason(child),
    dueOn: addDays(child.returnOn, -3),
    responsible: 'Дом мамы',
  });
  record('2025-11-13', 'stage.moved', { to: 'preparation' });
}

function prepare(child: ChildInDemo, record: Record, before: (days: number) => Day): void {
  const personIds = [child.caregiver.personId];
  const texts = familyTexts(child);
  record('2025-11-15', 'contact.recorded', {
    personIds,
    contactType: 'meeting',
    minutes: 120,
    text: texts.meeting,
  });
  record('2025-11-18', 'contact.recorded', { personIds, contactType: 'video', minutes: 25 });
  record('2025-11-20', 'note.added', { text: texts.note });
  record(before(14), 'contact.recorded', { personIds, contactType: 'overnight', text: texts.overnight });
  for (const check of ['no_violence', 'background_checks', 'income_benefits', 'health_plan'] as const) {
    record(before(13), 'check.answered', { check, answer: 'yes' });
  }
  record(before(13), 'check.answered', schoolAnswer(child));
  for (const check of ['child_prepared', 'family_prepared'] as const) {
    record(before(12), 'check.answered', { check, answer: 'yes' });
  }
  if (child.state.siblings !== null) {
    record(before(12), 'check.answered', { check: 'siblings_together', answer: 'yes' });
  }
  record(before(12), 'consent.recorded', {
    personId: child.caregiver.personId,
    scope: ['return', 'services'],
    given: true,
    how: 'written',
  });
  for (const [index, body] of (
    bodiesNeeded(child.state) ?? ['parent_application', 'institution_order']
  ).entries()) {
    const number = `${100 + child.number}-${index + 1}`;
    record(before(10), 'decision.recorded', { body, number, decidedOn: before(11), outcome: 'for_return' });
  }
  record(before(9), 'conference.held', {
    protocolNumber: `${14 + child.number}`,
    participants: ['директор', 'орган опеки', 'Дом мамы'],
    outcome: 'approves_return',
  });
  record(before(9), 'stage.moved', { to: 'approved' });
}

function goHome(child: ChildInDemo, record: Record, before: (days: number) => Day): void {
  const { personId, name, isParent } = child.caregiver;
  for (const check of ['documents', 'followup_plan', 'emergency_plan'] as const) {
    record(before(8), 'check.answered', { check, answer: 'yes' });
  }
  record(before(8), 'stage.moved', { to: 'trial_stay' });
  record(before(8), 'trial.started', { personId, plannedUntil: before(2) });
  record(before(2), 'trial.ended', { outcome: 'well', childsWords: familyTexts(child).trialWords });
  record(child.returnOn, 'stage.moved', {
    to: 'returned',
    return: {
      destination: isParent ? 'birth_family' : 'kin_care',
      personId,
      risk: child.risk,
      act: {
        number: `${1 + child.number}`,
        date: child.returnOn,
        receivedBy: name,
        handedOverBy: 'директор',
      },
    },
  });
}

/** An infant has no school to go to: not applicable, with the reason said. */
function schoolAnswer(child: ChildInDemo): unknown {
  const birthYear = Number(child.state.child?.birthDate?.slice(0, 4) ?? child.state.child?.birthYear ?? 2015);
  return birthYear >= 2023
    ? { check: 'school_place', answer: 'not_applicable', reason: 'младше трёх лет' }
    : { check: 'school_place', answer: 'yes' };
}

export function mainReason(child: ChildInDemo): SeparationReason {
  return child.state.child?.mainReason ?? 'poverty';
}
