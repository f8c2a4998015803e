import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Desk, home, ok } from '#tests/support/desk.ts';

const missing = z.object({ missing: z.array(z.looseObject({ id: z.string() })) });

/** Everything that the way home asks of a child placed by a parent's application. */
async function prepare(desk: Desk, code: string, personId: string): Promise<void> {
  const yes = (check: string) => desk.record(code, 'check.answered', { check, answer: 'yes' }, '2025-11-10');
  await desk.record(
    code,
    'family.assessed',
    { personId, readiness: 'high', housingInspected: true, text: 'Две комнаты' },
    '2025-11-05',
  );
  await desk.record(
    code,
    'kin.verified',
    { personId, method: 'document', detail: 'Удостоверение' },
    '2025-11-05',
  );
  await desk.record(
    code,
    'wishes.recorded',
    { words: 'Хочу к маме', method: 'talk', wants: 'home' },
    '2025-11-05',
  );
  await yes('parental_rights_known');
  const consent = { personId, scope: ['return'], given: true, how: 'written' };
  await desk.record(code, 'consent.recorded', consent, '2025-11-11');
  for (const contactType of ['meeting', 'home_visit', 'overnight']) {
    await desk.record(code, 'contact.recorded', { personIds: [personId], contactType }, '2025-11-12');
  }
  const support = { what: 'Дрова на зиму', category: 'housing', costTenge: 90_000, source: 'sponsor' };
  await desk.record(
    code,
    'support.planned',
    { ...support, dueOn: '2025-12-01', responsible: 'Айгүл С.' },
    '2025-11-12',
  );
  for (const body of ['parent_application', 'institution_order']) {
    const decision = { body, number: '12', decidedOn: '2025-11-13', outcome: 'for_return' };
    await desk.record(code, 'decision.recorded', decision, '2025-11-13');
  }
  const conference = {
    protocolNumber: '4',
    participants: ['Директор', 'Психолог'],
    outcome: 'approves_return',
  };
  await desk.record(code, 'conference.held', conference, '2025-11-13');
  for (const check of [
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
  ]) {
    await yes(check);
  }
}

describe('a child on the way home', () => {
  let desk: Desk;
  let code = '';
  let personId = '';
  beforeAll(async () => {
    desk = await Desk.of('caseworker');
    await desk.import();
    const { rows } = ok(await desk.client.cases.list({ search: 'ким максим' }));
    code = rows[0]?.caseCode ?? '';
    const { state } = ok(await desk.client.cases.get({ case: code }));
    personId = state.kin[0]?.personId ?? '';
    await desk.record(
      code,
      'child.amended',
      { set: { legalStatus: 'temporary_by_application' }, reason: 'по делу' },
      '2025-11-03',
    );
  });
  afterAll(() => desk.close());

  it('is refused by a gate, satisfies it, returns, and is visited', async () => {
    await desk.record(
      code,
      'ground.recorded',
      { ground: 'parent_application', detail: 'Заявление' },
      '2025-11-03',
    );
    await desk.record(code, 'stage.moved', { to: 'assessment' }, '2025-11-03');

    const early = await desk.refused(code, 'stage.moved', { to: 'planning' });
    expect(early.code).toBe('not_ready');
    expect(missing.parse(early.details).missing.map((item) => item.id)).toEqual(
      expect.arrayContaining(['child_assessed', 'family_assessed', 'childs_opinion']),
    );

    await desk.record(code, 'child.assessed', { text: 'Здоров, скучает по дому' }, '2025-11-04');
    await prepare(desk, code, personId);
    await desk.record(code, 'stage.moved', { to: 'planning' }, '2025-11-14');
    const goal = {
      domain: 'housing',
      goal: 'Тёплый дом',
      action: 'Отремонтировать печь',
      responsible: 'Мать',
      deadline: '2025-12-20',
    };
    await desk.record(code, 'goal.set', goal, '2025-11-14');
    for (const to of ['preparation', 'approved', 'trial_stay'])
      await desk.record(code, 'stage.moved', { to }, '2025-11-14');
    await desk.record(code, 'trial.started', { personId, plannedUntil: '2025-11-24' }, '2025-11-15');
    await desk.record(code, 'trial.ended', { outcome: 'well' }, '2025-11-24');

    const noAct = await desk.refused(code, 'stage.moved', { to: 'returned' });
    expect(missing.parse(noAct.details).missing.map((item) => item.id)).toContain('handover_act');

    const act = { number: '7', date: '2025-11-25', receivedBy: 'Ким Е.', handedOverBy: 'Директор' };
    const terms = { destination: 'birth_family', personId, risk: 'normal', act };
    await desk.record(code, 'stage.moved', { to: 'returned', return: terms }, '2025-11-25');

    const view = ok(await desk.client.cases.get({ case: code }));
    expect(view.state.stage).toBe('returned');
    expect(view.slots).toHaveLength(13);
    expect(view.slots[0]).toMatchObject({ due: '2025-11-27', state: 'upcoming' });

    desk.today = '2025-12-02';
    const due = ok(await desk.client.tasks.due()).filter(
      (task) => task.caseCode === code && task.kind === 'visit',
    );
    expect(due.map(({ dueOn, overdueDays, visitNumber }) => ({ dueOn, overdueDays, visitNumber }))).toEqual([
      { dueOn: '2025-11-27', overdueDays: 5, visitNumber: 1 },
      { dueOn: '2025-12-02', overdueDays: 0, visitNumber: 2 },
    ]);

    const unseen = { visitType: 'home', childSeen: false, notSeenReason: 'В школе', atHome: 'yes' };
    await desk.record(code, 'visit.recorded', unseen, '2025-12-02');
    const { figures } = ok(await desk.client.institution.figures({ institution: home }));
    expect(figures).toMatchObject({
      baseline: 33,
      left: 1,
      residents: 32,
      returnedHome: 1,
      byDestination: { birth_family: 1 },
      visits: { due: 2, done: 1, seen: 0 },
    });
    // of days to come nothing is known: no visit is due, or missed, before its day
    const ahead = { institution: home, asOf: '2026-12-31' };
    expect(ok(await desk.client.institution.figures(ahead)).figures).toEqual(figures);
    const report = ok(
      await desk.client.report.preview({ ...ahead, from: '2025-11-01', to: '2026-12-31', suppressed: false }),
    );
    expect(report.figures?.visits).toEqual(figures.visits);
    expect(ok(await desk.client.data.verify())).toMatchObject({
      chain: { ok: true },
      projections: { ok: true },
    });
  });
});

describe('recording', () => {
  let desk: Desk;
  let code = '';
  beforeAll(async () => {
    desk = await Desk.of('caseworker');
    await desk.import();
    code = ok(await desk.client.cases.list({})).rows[0]?.caseCode ?? '';
  });
  afterAll(() => desk.close());

  const stepsOf = async (): Promise<number> => ok(await desk.client.cases.timeline({ case: code })).length;

  it('writes several steps together or none of them', async () => {
    const before = await stepsOf();
    const note = { case: code, kind: 'note.added', payload: { text: 'Первая' } };
    const bad = { case: code, kind: 'note.added', payload: { text: '' } };
    expect(await desk.client.cases.record({ steps: [note, bad] })).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(await stepsOf()).toBe(before);
    ok(await desk.client.cases.record({ steps: [note, note] }));
    expect(await stepsOf()).toBe(before + 2);
  });

  it('lets a later step of the same recording stand on an earlier one', async () => {
    const found = { relation: 'aunt', name: 'Ким Роза', phone: null, address: null, place: null, note: null };
    const personId = '7f1f0b9e-2f83-4f4e-9d53-1e7d3c1d9a01';
    const steps = [
      { case: code, kind: 'kin.found', payload: { personId, ...found } },
      {
        case: code,
        kind: 'kin.verified',
        payload: { personId, method: 'two_sources', detail: 'Акт и соседи' },
      },
    ];
    expect(ok(await desk.client.cases.record({ steps })).stepIds).toHaveLength(2);
  });

  it('gives one visit to several children one event', async () => {
    const rows = ok(await desk.client.cases.list({ limit: 2 })).rows;
    const steps = rows.map((row) => ({ case: row.caseId, kind: 'note.added', payload: { text: 'Вместе' } }));
    ok(await desk.client.cases.record({ steps, oneEvent: true }));
    const events = await Promise.all(
      rows.map(async (row) => ok(await desk.client.cases.timeline({ case: row.caseCode })).at(-1)?.eventId),
    );
    expect(events[0]).toEqual(expect.any(String));
    expect(events[1]).toBe(events[0]);
  });

  it('links brothers and sisters in every case of theirs', async () => {
    const [one, other] = ok(await desk.client.cases.list({ search: 'касымов' })).rows.concat(
      ok(await desk.client.cases.list({ search: 'петренко' })).rows,
    );
    await desk.record(one?.caseCode ?? '', 'siblings.linked', { caseIds: [other?.caseId] }, '2025-11-03');
    const { siblings } = ok(await desk.client.cases.get({ case: other?.caseCode ?? '' }));
    expect(siblings.map((sibling) => sibling.caseId)).toEqual([one?.caseId]);
  });

  it.each([
    ['a day that has not come', 'note.added', { text: 'Завтра' }, '2025-11-04', 'day_in_future'],
    [
      'a tick where a record proves it',
      'check.answered',
      { check: 'decision', answer: 'yes' },
      '2025-11-03',
      'evidence_needed',
    ],
    ['an unknown kind', 'child.deleted', {}, '2025-11-03', 'unknown_kind'],
    ['a second opening of the case', 'case.opened', {}, '2025-11-03', 'forbidden'],
    ['a move from elsewhere', 'stage.moved', { to: 'returned' }, '2025-11-03', 'move_not_possible'],
    [
      'a visit before the return',
      'visit.recorded',
      { visitType: 'home', childSeen: true, atHome: 'yes' },
      '2025-11-03',
      'not_returned',
    ],
    [
      'an override of a veto',
      'override.requested',
      { to: 'approved', checks: ['no_violence'], reason: 'х', mitigation: 'х' },
      '2025-11-03',
      'veto_not_overridable',
    ],
  ])('refuses %s', async (_, kind, payload, on, expected) => {
    expect((await desk.refused(code, kind, payload, on)).code).toBe(expected);
  });

  it('marks an approval without a second person for good', async () => {
    const request = {
      to: 'approved',
      checks: ['school_place'],
      reason: 'Каникулы',
      mitigation: 'Место с сентября',
    };
    const requestId = await desk.record(code, 'override.requested', request, '2025-11-03');
    expect(ok(await desk.client.tasks.today()).waiting).toMatchObject([{ what: 'override' }]);
    await desk.record(code, 'override.approved', { requestId, approved: true }, '2025-11-03');
    expect(ok(await desk.client.tasks.today()).waiting).toEqual([]);
    const { state } = ok(await desk.client.cases.get({ case: code }));
    expect(state.overrides[0]?.decided).toMatchObject({ approved: true, withoutSecondPerson: true });
  });

  it('finds a case by its code however it is typed', async () => {
    const typed = code.toLowerCase().replace('-', ' ');
    expect(ok(await desk.client.cases.get({ case: typed })).state.caseCode).toBe(code);
    expect(await desk.client.cases.get({ case: '0000-0001' })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });
});
