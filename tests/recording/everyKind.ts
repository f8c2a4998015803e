/**
 * Two cases that hold every kind of step a device writes, with every word that its choices know: a child's whole way
 * home until the case is closed, and one that came back into care. What two people write, and what the server
 * says to it. All people are invented.
 */
import { legalStatuses } from '#shared/country/kz/legalStatus.ts';
import { separationReasons } from '#shared/country/kz/separationReasons.ts';
import type { Day } from '#shared/domain/day.ts';
import { checkIds, isVeto } from '#shared/domain/gates/checks.ts';
import type { Step } from '#shared/domain/step.ts';
import { decisionBodies } from '#shared/domain/steps/decisions.ts';
import type { PayloadInputOf, StepKind } from '#shared/domain/steps/index.ts';
import { consentScopes, relations } from '#shared/domain/steps/kin.ts';
import { visitRecorded } from '#shared/domain/steps/visits.ts';
import { contactRecorded, supportCategories, supportDelivered } from '#shared/domain/steps/work.ts';
import { anId, anInstitution, anotherDevice, anotherPerson, aStep } from '../factories/steps.ts';
import { aChild, mother, Story } from '../factories/story.ts';

export const supervisor = { personId: anotherPerson, name: 'Д. Сейтова' };
export const cases = {
  home: '00000000-0000-7000-9200-000000000001',
  back: '00000000-0000-7000-9200-000000000002',
};

export interface Written {
  readonly step: Step;
  /** What the server says: `accepted`, or the verdict and its reason. */
  readonly verdict: string;
}

/** In the order in which the server receives them. */
export function everyKind(): Written[] {
  const home = new Way(cases.home);
  wayHome(home);
  const back = new Way(cases.back, '2MF4-9WBH');
  backIntoCare(back);
  return [...home.written, ...back.written];
}

/** A story that remembers what the server says, and fails where the app would not record. */
class Way {
  readonly story: Story;
  readonly caseId: string;
  readonly #doubted = new Map<string, string>();

  constructor(caseId: string, caseCode?: string) {
    this.caseId = caseId;
    this.story = new Story();
    const [opened] = this.story.steps;
    if (opened !== undefined && caseCode !== undefined) {
      this.story.steps[0] = { ...opened, payload: { ...Object(opened.payload), caseCode } };
    }
  }

  get written(): Written[] {
    return this.story.steps.map((step) => ({
      step: { ...step, feedId: this.caseId },
      verdict: this.#doubted.get(step.id) ?? 'accepted',
    }));
  }

  get last(): Step {
    const step = this.story.steps.at(-1);
    if (step === undefined) throw new Error('nothing was written');
    return step;
  }

  /** As the app records it. */
  record(kind: StepKind, input: unknown, on: Day, person?: typeof supervisor): this {
    const prepared = this.story.record(kind, input, on, person);
    if (!prepared.ok) throw new Error(`${kind} on ${on} was not recorded: ${JSON.stringify(prepared)}`);
    if (person === supervisor) this.change({ deviceId: anotherDevice });
    return this;
  }

  add<Kind extends StepKind>(kind: Kind, payload: PayloadInputOf<Kind>, on: Day): this {
    this.story.add(kind, payload, on);
    return this;
  }

  /** A move that the server finds not ready: it stands in the log, and a supervisor looks at it. */
  move(payload: Partial<PayloadInputOf<'stage.moved'>> & Pick<PayloadInputOf<'stage.moved'>, 'to'>, on: Day) {
    const verdict = { rules: 'kz-2026.3', to: payload.to, ready: true, items: [] };
    this.add('stage.moved', { from: 'planning', verdict, ...payload }, on);
    this.#doubted.set(this.last.id, 'needs_review gate');
    this.change({ verdict: 'needs_review' });
    return this;
  }

  /** Of the newest step. */
  change(change: Partial<Step>): this {
    this.story.steps.splice(-1, 1, { ...this.last, ...change });
    return this;
  }
}

function wayHome(way: Way): void {
  const { story } = way;
  story.toReturned('2025-11-25');
  people(way, '2025-11-26');
  identity(way, '2025-11-27');
  help(way, '2025-11-28');
  conflict(way, '2025-12-01');

  for (const visitType of visitRecorded.schema.shape.visitType.options) {
    const seen = { visitType, childSeen: true, childsWords: 'мама варит плов', text: 'печь греет' };
    way.record('visit.recorded', { ...seen, atHome: 'yes' }, '2025-12-05');
  }
  for (const atHome of ['no', 'not_known'] as const) {
    const visit = { visitType: 'home' as const, childSeen: false, notSeenReason: 'уехали к бабушке', atHome };
    way.record('visit.recorded', visit, '2025-12-19');
  }
  way.record('schedule.recomputed', { risk: 'high', reason: 'мать потеряла работу' }, '2025-12-20');
  for (const concern of ['violence', 'neglect', 'addiction', 'health', 'school', 'money', 'other'] as const) {
    const concernId = anId();
    way.record('concern.raised', { concernId, concern, text: 'сказала соседка' }, '2025-12-21');
    way.record('concern.resolved', { concernId, text: 'проверили: всё хорошо' }, '2025-12-22');
  }
  for (const goal of story.state.goals) {
    const ended = { goalId: goal.goalId, outcome: 'reached', text: 'договор на год' };
    way.record('goal.ended', ended, '2027-11-20');
  }
  way.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2027-11-24');
  way.record('closure.approved', { text: 'согласна' }, '2027-11-25', supervisor);
  way.record('stage.moved', { to: 'closed', closureReason: 'goals_reached' }, '2027-11-26');
}

function backIntoCare(way: Way): void {
  way.story.toReturned('2025-11-25');
  const back = { institutionId: anInstitution, reasons: [...separationReasons], text: 'мать в больнице' };
  way.add('reentry.recorded', back, '2026-02-10');
  way.record('stage.moved', { to: 'on_hold', reason: 'мать лечится' }, '2026-02-11');
  way.record('stage.moved', { to: 'reentered' as const, reason: 'мать дома' }, '2026-03-11');
  const items = checkIds.map((id) => ({
    id,
    answer: 'no' as const,
    satisfied: false,
    veto: isVeto(id),
    overridden: !isVeto(id),
  }));
  const verdict = { rules: 'kz-2026.3', to: 'approved' as const, ready: true, items };
  way.move({ to: 'approved', from: 'preparation', verdict }, '2026-03-12');
  for (const to of ['planning', 'preparation', 'trial_stay', 'alternative_family', 'aged_out'] as const) {
    way.move({ to }, '2026-03-12');
  }
  for (const closureReason of ['family_moved', 'adopted', 'came_of_age', 'other'] as const) {
    way.move({ to: 'closed', from: 'returned', closureReason }, '2026-03-12');
  }
  unknownToThisBuild(way, '2026-03-13');
  const away = { to: 'transferred', reason: 'дом закрывается', toInstitution: 'Центр поддержки' };
  way.record('stage.moved', away, '2026-03-20');
}

function people(way: Way, on: Day): void {
  for (const relation of relations) {
    const personId = anId();
    const where = { phone: '+77011112233', address: 'ул. Мира, 5', place: 'Шелек', note: 'звонить вечером' };
    way.record('kin.found', { personId, relation, name: 'Оспанова Гүлнар', ...where }, on);
    way.record('kin.verified', { personId, method: 'two_sources', detail: 'соседи, аким' }, on);
  }
  way.record('kin.amended', { personId: mother, set: { phone: null, place: 'Талгар' }, reason: 'новый' }, on);
  const consent = { scope: [...consentScopes], until: '2026-11-26', text: 'подписала при мне' };
  way.record('consent.recorded', { personId: mother, given: true, how: 'spoken', ...consent }, on);
  way.record('consent.recorded', { personId: null, scope: ['photo'], given: false, how: 'written' }, on);
  const contacts = contactRecorded.schema.shape;
  for (const contactType of contacts.contactType.options) {
    const contact = { place: 'дом', minutes: 90, childsWords: 'ещё хочу', text: 'играли' };
    way.record('contact.recorded', { personIds: [mother], contactType, ...contact }, on);
  }
  way.record('caseworker.named', {}, on);
}

function identity(way: Way, on: Day): void {
  for (const legalStatus of legalStatuses) {
    way.record('child.amended', { set: { legalStatus }, reason: 'решение суда' }, on);
  }
  for (const mainReason of separationReasons) {
    way.record('child.amended', { set: { reasons: [mainReason], mainReason }, reason: 'уточнили' }, on);
  }
  const nothingKnown = {
    ...{
      patronymic: null,
      sex: null,
      birthDate: null,
      birthYear: null,
      iin: null,
      legalStatus: 'undetermined',
    },
    ...{ iinStatus: 'missing', reasons: [], mainReason: null, reasonText: null, healthGroup: null },
    ...{ disability: null, familyAddress: null, familyPlace: null, note: null },
  };
  way.record('child.amended', { set: nothingKnown, reason: 'сверили с делом' }, on);
  way.record(
    'child.amended',
    { set: { ...aChild, iinStatus: 'unverified' }, reason: 'нашли свидетельство' },
    on,
  );
  way.record('admission.amended', { admittedOn: '2025-02-10', reason: 'по приказу' }, on);
  way.record('siblings.linked', { caseIds: [cases.back], namesOnly: ['Оспанов Али'] }, on);
  for (const ground of ['law', 'parent_application', 'parent_consent', 'court'] as const) {
    way.record('ground.recorded', { ground, detail: 'заявление матери' }, on);
  }
  const [sha256, mediaType] = ['ab'.repeat(32), 'image/jpeg'];
  const scan = { title: 'Акт передачи', fileName: 'акт.jpg', mediaType, bytes: 600_000, sha256 };
  way.record('document.attached', scan, on);
}

function help(way: Way, on: Day): void {
  const scores = {
    health: 1,
    education: 2,
    relationship: 3,
    protection: 4,
    psychosocial: 4,
    housing: 3,
    income: 2,
  };
  way.record('child.assessed', { scores, text: 'здорова' }, on);
  for (const readiness of ['high', 'medium', 'low'] as const) {
    way.record('family.assessed', { personId: mother, readiness, scores, text: 'ждут' }, on);
  }
  for (const method of ['talk', 'drawing', 'play', 'observation'] as const) {
    for (const wants of ['home', 'kin', 'stay', 'unsure', 'other'] as const) {
      way.record('wishes.recorded', { words: 'нарисовала дом', method, wants }, on);
    }
  }
  for (const check of checkIds) {
    way.record('check.answered', { check, answer: 'no', reason: 'решим до марта' }, on);
    way.record('check.answered', { check, answer: 'not_known' }, on);
    if (!isVeto(check)) way.record('check.answered', { check, answer: 'not_applicable', reason: 'нет' }, on);
  }
  const goals = Object.keys(scores).map((domain) => ({ goalId: anId(), domain }));
  for (const goal of goals) {
    const set = { goal: 'жильё', action: 'договор', responsible: 'мать', deadline: '2026-01-20' };
    way.record('goal.set', { ...goal, ...set }, on);
  }
  way.record('goal.ended', { goalId: goals[0]?.goalId, outcome: 'not_reached', text: 'переехали' }, on);
  for (const category of supportCategories) {
    const support = { what: 'кровать', category, costTenge: 74_000, answersReason: 'housing' };
    const planned = { dueOn: '2025-12-20', responsible: 'фонд', until: '2026-02-20' };
    const supportId = anId();
    way.record('support.planned', { supportId, ...support, source: 'ngo', ...planned }, on);
    way.record('support.delivered', { supportId, ...support, source: 'sponsor', text: 'привезли' }, on);
  }
  for (const source of supportDelivered.schema.shape.source.options) {
    way.record('support.delivered', { what: 'уголь', category: 'housing', costTenge: 0, source }, on);
  }
  for (const body of decisionBodies) {
    const decision = { number: '15', decidedOn: on, outcome: 'against_return', text: 'ждать' };
    way.record('decision.recorded', { body, ...decision }, on);
  }
  for (const outcome of ['approves_return', 'continue_preparation', 'against_return'] as const) {
    const held = { protocolNumber: '4', participants: ['директор', 'школа'], outcome, text: 'решили' };
    way.record('conference.held', held, on);
  }
  for (const outcome of ['needs_more_support', 'stopped'] as const) {
    way.record('trial.started', { personId: mother, plannedUntil: '2025-12-10', text: 'на неделю' }, on);
    way.record('trial.ended', { outcome, childsWords: 'хорошо', text: 'мало одеял' }, on);
  }
  for (const approved of [true, false]) {
    const checks = checkIds.filter((check) => !isVeto(check));
    const because = { reason: 'набор в школу в декабре', mitigation: 'репетитор' };
    way.record('override.requested', { to: 'returned', checks, ...because }, on);
    const requestId = way.last.id;
    way.record('override.approved', { requestId, approved, text: 'до января' }, on, supervisor);
  }
}

/** Two people correct the same without having seen each other's, and a third step settles it. */
function conflict(way: Way, on: Day): void {
  const basePos = way.story.steps.length;
  way.record('child.amended', { set: { familyPlace: 'Шелек' }, reason: 'переехали' }, on).change({ basePos });
  const stepIds = [way.last.id];
  way.record('child.amended', { set: { familyPlace: 'Талгар' }, reason: 'сказала мать' }, on, supervisor);
  stepIds.push(way.change({ basePos }).last.id);
  const settled = { field: 'child.familyPlace', stepIds, value: 'Талгар', reason: 'звонила матери' };
  way.record('conflict.settled', settled, on, supervisor);

  way.record('note.added', { text: 'Бабушка рассказала о семье.' }, on);
  const amended = { stepId: way.last.id, text: 'Бабушка рассказала о доме.', reason: 'описка' };
  way.record('note.amended', amended, on).record('note.added', { text: 'Не о том ребёнке.' }, on);
  way.record('step.withdrawn', { stepId: way.last.id, reason: 'другой ребёнок' }, on);
}

/** What a later app may write: this build keeps it as it came. */
function unknownToThisBuild(way: Way, on: Day): void {
  const payload = { height: 12, text: 'облёт двора' };
  way.add('note.added', { text: '-' }, on).change({ kind: 'recorded.kind_nobody_knows', payload });
  way.add('note.added', { text: '-' }, on).change({ version: 999, payload });
}

/** The baseline is a step of the institution's feed; nobody projects it here. */
export function baseline(feedId: string): Written[] {
  return (['register', 'asked', 'plan'] as const).map((source) => ({
    step: { ...aStep('baseline.set', { day: '2025-11-01', source }), feedId },
    verdict: 'accepted',
  }));
}
