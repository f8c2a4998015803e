/** Brings a child of a desk along the way home, for tests that begin later on it. */
import type { Day } from '#shared/domain/day.ts';
import { type Desk, ok } from './desk.ts';

const preparedOn: Day = '2025-11-10';
const returnedOn: Day = '2025-11-15';

/** What is answered before the approval, beside what steps prove. */
const answers = [
  'no_violence',
  'background_checks',
  'income_benefits',
  'documents',
  'school_place',
  'health_plan',
  'siblings_together',
  'child_prepared',
  'family_prepared',
  'followup_plan',
  'emergency_plan',
];

export interface ChildAtDesk {
  readonly code: string;
  readonly caseId: string;
  /** Of the relative who takes the child home. */
  readonly personId: string;
}

export async function findChild(desk: Desk, search: string): Promise<ChildAtDesk> {
  const row = ok(await desk.client.cases.list({ search })).rows[0];
  if (row === undefined) throw new Error(`nobody is found by ${search}`);
  const { state } = ok(await desk.client.cases.get({ case: row.caseCode }));
  return { code: row.caseCode, caseId: row.caseId, personId: state.kin[0]?.personId ?? '' };
}

/** Up to the stage of preparation with everything for the approval, but the answers to `unanswered`. */
export async function prepareChild(
  desk: Desk,
  { code, personId }: ChildAtDesk,
  unanswered: readonly string[] = [],
): Promise<void> {
  const record = (kind: string, payload: unknown) => desk.record(code, kind, payload, preparedOn);
  await record('child.amended', {
    set: { legalStatus: 'temporary_by_application' },
    reason: 'по личному делу',
  });
  await record('ground.recorded', { ground: 'parent_application', detail: 'Заявление' });
  await record('stage.moved', { to: 'assessment' });
  await record('child.assessed', { text: 'Здоров, скучает по дому' });
  await record('family.assessed', { personId, readiness: 'high', housingInspected: true, text: 'Тепло' });
  await record('kin.verified', { personId, method: 'document', detail: 'Удостоверение' });
  await record('wishes.recorded', { words: 'Хочу к маме', method: 'talk', wants: 'home' });
  await record('check.answered', { check: 'parental_rights_known', answer: 'yes' });
  await record('stage.moved', { to: 'planning' });
  await record('goal.set', {
    domain: 'housing',
    goal: 'Тёплый дом',
    action: 'Отремонтировать печь',
    responsible: 'Мать',
    deadline: '2025-11-20',
  });
  await record('stage.moved', { to: 'preparation' });
  await record('consent.recorded', { personId, scope: ['return'], given: true, how: 'written' });
  for (const contactType of ['meeting', 'home_visit', 'overnight']) {
    await record('contact.recorded', { personIds: [personId], contactType });
  }
  const support = { what: 'Дрова на зиму', category: 'housing', costTenge: 90_000, source: 'sponsor' };
  await record('support.planned', { ...support, dueOn: '2025-12-01', responsible: 'Айгүл С.' });
  for (const body of ['parent_application', 'institution_order']) {
    await record('decision.recorded', { body, number: '12', decidedOn: preparedOn, outcome: 'for_return' });
  }
  const participants = ['Директор', 'Психолог'];
  await record('conference.held', { protocolNumber: '4', participants, outcome: 'approves_return' });
  for (const check of answers.filter((one) => !unanswered.includes(one))) {
    await record('check.answered', { check, answer: 'yes' });
  }
}

/** From the preparation to the family. */
export async function bringHome(desk: Desk, { code, personId }: ChildAtDesk): Promise<void> {
  const record = (kind: string, payload: unknown) => desk.record(code, kind, payload, returnedOn);
  for (const to of ['approved', 'trial_stay']) await record('stage.moved', { to });
  await record('trial.started', { personId, plannedUntil: '2025-11-24' });
  await record('trial.ended', { outcome: 'well' });
  const act = { number: '7', date: returnedOn, receivedBy: 'Мать', handedOverBy: 'Директор' };
  const terms = { destination: 'birth_family', personId, risk: 'normal', act };
  await record('stage.moved', { to: 'returned', return: terms });
}
