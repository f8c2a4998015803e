/** A child's way home as a list of steps, to be cut at any stage. All people are invented. */

import { project } from '#shared/domain/case/project.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import type { Day } from '#shared/domain/day.ts';
import { type Prepared, prepareStep } from '#shared/domain/record/prepare.ts';
import type { Step } from '#shared/domain/step.ts';
import type { PayloadInputOf, StepKind } from '#shared/domain/steps/index.ts';
import { aCase, anId, anInstitution, aPerson, aStep } from './steps.ts';

export const mother = '00000000-0000-7000-9400-000000000001';

export const aChild: PayloadInputOf<'child.admitted'>['child'] = {
  familyName: 'Оспанова',
  givenName: 'Айзере',
  patronymic: 'Руслановна',
  sex: 'f',
  birthDate: '2019-09-08',
  birthYear: 2019,
  iin: '190908691809',
  iinStatus: 'valid',
  legalStatus: 'temporary_by_application',
  reasons: ['poverty', 'housing'],
  mainReason: 'housing',
  reasonText: 'нет жилья',
  healthGroup: 'II',
  disability: false,
  familyAddress: 'г. Каскелен',
  familyPlace: 'Каскелен',
  note: null,
};

/** A case in the making: `record` goes through the same preparation as the app. */
export class Story {
  readonly steps: Step[] = [];

  constructor(admittedOn: Day = '2025-02-15') {
    this.add(
      'case.opened',
      { caseCode: '7QK3-X0MT', institutionId: anInstitution, childId: anId() },
      '2025-11-01',
    );
    this.add('child.admitted', { child: aChild, admittedOn }, '2025-11-01');
  }

  get state(): CaseState {
    return project(aCase, this.steps);
  }

  /** Adds a step as it is. */
  add<Kind extends StepKind>(kind: Kind, payload: PayloadInputOf<Kind>, on: Day): this {
    this.steps.push(aStep(kind, payload, { on, seq: this.steps.length + 1 }));
    return this;
  }

  /** Tries to record what a person gave; adds the step when it is accepted. */
  record(
    kind: string,
    input: unknown,
    on: Day,
    person = { personId: aPerson, name: 'А. Нурланова' },
  ): Prepared {
    const prepared = prepareStep(kind, input, {
      state: this.state,
      occurredOn: on,
      today: on,
      person,
      standalone: false,
      makeId: anId,
    });
    if (prepared.ok) {
      const step = aStep(
        'note.added',
        { text: '-' },
        { on, seq: this.steps.length + 1, authorId: person.personId },
      );
      this.steps.push({ ...step, kind: prepared.kind, payload: prepared.payload });
    }
    return prepared;
  }

  /** Everything up to and with the move to `approved`. */
  toApproved(): this {
    this.record('caseworker.named', {}, '2025-11-02');
    this.record(
      'ground.recorded',
      { ground: 'parent_application', detail: 'заявление матери' },
      '2025-11-02',
    );
    this.record('stage.moved', { to: 'assessment' }, '2025-11-03');
    this.add('kin.found', { personId: mother, relation: 'mother', name: 'Оспанова Асель' }, '2025-11-03');
    this.record(
      'kin.verified',
      { personId: mother, method: 'document', detail: 'удостоверение' },
      '2025-11-04',
    );
    this.record('child.assessed', { text: 'здорова, скучает' }, '2025-11-05');
    this.record(
      'family.assessed',
      { personId: mother, readiness: 'high', housingInspected: true, text: 'сняла комнату' },
      '2025-11-06',
    );
    this.record('wishes.recorded', { words: 'хочу к маме', method: 'talk', wants: 'home' }, '2025-11-06');
    this.record('check.answered', { check: 'parental_rights_known', answer: 'yes' }, '2025-11-06');
    this.record('stage.moved', { to: 'planning' }, '2025-11-07');
    this.record(
      'goal.set',
      {
        goalId: anId(),
        domain: 'housing',
        goal: 'жильё',
        action: 'договор',
        responsible: 'мать',
        deadline: '2025-11-20',
      },
      '2025-11-08',
    );
    this.record('stage.moved', { to: 'preparation' }, '2025-11-09');
    for (const check of ['no_violence', 'background_checks', 'income_benefits', 'school_place'] as const) {
      this.record('check.answered', { check, answer: 'yes' }, '2025-11-10');
    }
    for (const check of ['health_plan', 'child_prepared', 'family_prepared'] as const) {
      this.record('check.answered', { check, answer: 'yes' }, '2025-11-11');
    }
    this.record(
      'consent.recorded',
      { personId: mother, scope: ['return'], given: true, how: 'written' },
      '2025-11-11',
    );
    for (const contactType of ['meeting', 'home_visit', 'overnight'] as const) {
      this.record('contact.recorded', { personIds: [mother], contactType }, '2025-11-12');
    }
    this.record(
      'support.planned',
      {
        what: 'кровать',
        category: 'furniture',
        costTenge: 74_000,
        source: 'ngo',
        dueOn: '2025-11-20',
        responsible: 'фонд',
      },
      '2025-11-13',
    );
    for (const body of ['parent_application', 'institution_order'] as const) {
      this.record(
        'decision.recorded',
        { body, number: '14', decidedOn: '2025-11-14', outcome: 'for_return' },
        '2025-11-14',
      );
    }
    this.record(
      'conference.held',
      { protocolNumber: '3', participants: ['директор'], outcome: 'approves_return' },
      '2025-11-14',
    );
    this.record('stage.moved', { to: 'approved' }, '2025-11-15');
    return this;
  }

  /** The return itself, after a trial stay. */
  toReturned(on: Day = '2025-11-25', risk: 'normal' | 'high' = 'normal'): this {
    this.toApproved();
    for (const check of ['documents', 'followup_plan', 'emergency_plan'] as const) {
      this.record('check.answered', { check, answer: 'yes' }, '2025-11-15');
    }
    this.record('stage.moved', { to: 'trial_stay' }, '2025-11-16');
    this.record('trial.started', { personId: mother, plannedUntil: '2025-11-23' }, '2025-11-16');
    this.record('trial.ended', { outcome: 'well' }, '2025-11-23');
    this.record('stage.moved', returnMove(risk, on), on);
    return this;
  }
}

export function returnMove(risk: 'normal' | 'high', on: Day, destination = 'birth_family'): unknown {
  const act = { number: '21', date: on, receivedBy: 'Оспанова Асель', handedOverBy: 'директор' };
  return { to: 'returned', return: { destination, personId: mother, risk, act } };
}

export function aVisit(childSeen = true): PayloadInputOf<'visit.recorded'> {
  return { visitType: 'home', childSeen, notSeenReason: childSeen ? null : 'не было дома', atHome: 'yes' };
}
