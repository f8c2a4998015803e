/** What somebody might try, or what may happen by chance, that must not carry a case past a veto. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project } from '#shared/domain/case/project.ts';
import { evaluate } from '#shared/domain/gates/gate.ts';
import type { Step } from '#shared/domain/step.ts';
import { aCase, anotherDevice, anotherPerson, aStep } from '#tests/factories/steps.ts';
import { mother, returnMove, Story } from '#tests/factories/story.ts';

/** How a check stands in a move to `approved` on a day. */
function answerOf(story: Story | { readonly steps: readonly Step[] }, check: string, day = '2025-11-30') {
  const state = project(aCase, story.steps);
  const verdict = evaluate(state, { to: 'approved', reason: null, return: null }, day);
  return verdict.items.find((item) => item.id === check)?.answer;
}

/** The same steps with positions, in which later ones of another device follow at the end. */
function placed(steps: readonly Step[], ...later: readonly Step[]): { steps: Step[] } {
  return { steps: [...steps, ...later].map((step, index) => ({ ...step, pos: index + 1 })) };
}

const prepared = () => {
  const story = new Story().toApproved();
  story.steps.splice(-1);
  return story;
};
const late = { deviceId: anotherDevice, authorId: anotherPerson };

describe('a veto', () => {
  it('on violence is asked again once a finding was resolved: the earlier "yes" is outdated', () => {
    const story = prepared();
    expect(answerOf(story, 'no_violence')).toBe('yes');
    story.record('concern.raised', { concern: 'violence', text: 'синяки' }, '2025-11-15');
    const concernId = story.state.concerns[0]?.concernId;
    story.record('concern.resolved', { concernId, text: 'отчим выехал' }, '2025-11-18');
    expect(answerOf(story, 'no_violence')).toBe('unanswered');
    story.record('check.answered', { check: 'no_violence', answer: 'yes' }, '2025-11-19');
    expect(answerOf(story, 'no_violence')).toBe('yes');
  });

  it('on violence does not go away with a withdrawal: a finding is resolved, not struck out', () => {
    const story = prepared();
    story.record('concern.raised', { concern: 'violence', text: 'синяки' }, '2025-11-15');
    story.add('step.withdrawn', { stepId: story.steps.at(-1)?.id ?? '', reason: 'ошибка' }, '2025-11-16');
    expect(answerOf(story, 'no_violence')).toBe('no');
  });

  it('on the relative falls when that person becomes somebody else by an amendment', () => {
    for (const set of [{ name: 'Сейтов Болат' }, { relation: 'not_kin' as const }]) {
      const story = prepared();
      story.record('kin.amended', { personId: mother, set, reason: 'уточнили' }, '2025-11-16');
      expect(answerOf(story, 'caregiver_verified')).toBe('unanswered');
    }
    const moved = prepared();
    moved.record(
      'kin.amended',
      { personId: mother, set: { phone: '+77011112233' }, reason: 'номер' },
      '2025-11-16',
    );
    expect(answerOf(moved, 'caregiver_verified')).toBe('yes');
  });

  it('on the decision holds while any body has decided against, whatever the legal status became', () => {
    const story = prepared();
    const court = { body: 'court', number: '2-114', decidedOn: '2025-11-15', outcome: 'against_return' };
    story.record('decision.recorded', court, '2025-11-15');
    expect(answerOf(story, 'decision')).toBe('no');
    story.record(
      'decision.recorded',
      { ...court, number: '2-200', decidedOn: '2025-11-20', outcome: 'for_return' },
      '2025-11-20',
    );
    expect(answerOf(story, 'decision')).toBe('yes');
  });

  it('on the decision is not met by an older decision that was recorded later', () => {
    const story = prepared();
    const order = {
      body: 'institution_order',
      number: '15',
      decidedOn: '2025-11-18',
      outcome: 'against_return',
    };
    story.record('decision.recorded', order, '2025-11-18');
    story.record(
      'decision.recorded',
      { ...order, number: '13', decidedOn: '2025-11-12', outcome: 'for_return' },
      '2025-11-19',
    );
    expect(answerOf(story, 'decision')).toBe('no');
  });

  it('on the decision is not met by one that has not been taken yet', () => {
    const story = prepared();
    story.record('child.amended', { set: { legalStatus: 'orphan' }, reason: 'справка' }, '2025-11-15');
    const decision = {
      body: 'guardianship_body',
      number: '9',
      decidedOn: '2025-12-20',
      outcome: 'for_return',
    };
    expect(story.record('decision.recorded', decision, '2025-11-16')).toMatchObject({
      ok: false,
      issues: [{ path: 'decidedOn', message: 'day_in_future' }],
    });
    story.add('decision.recorded', decision as never, '2025-11-16');
    expect(answerOf(story, 'decision', '2025-11-30')).toBe('unanswered');
    expect(answerOf(story, 'decision', '2025-12-20')).toBe('yes');
  });

  it('on rights and decision waits while two devices disagree about the legal status', () => {
    const story = prepared();
    const amended = (
      legalStatus: 'rights_limited' | 'temporary_by_application',
      deviceId: string | undefined,
    ) =>
      aStep(
        'child.amended',
        { set: { legalStatus }, reason: 'дело' },
        { ...(deviceId === undefined ? {} : { deviceId }), on: '2025-11-15', basePos: 3 },
      );
    const both = placed(
      story.steps,
      amended('rights_limited', anotherDevice),
      amended('temporary_by_application', undefined),
    );
    expect(project(aCase, both.steps).conflicts.map((one) => one.field)).toEqual(['child.legalStatus']);
    expect(answerOf(both, 'decision')).toBe('not_known');
    expect(answerOf(both, 'parental_rights_known')).toBe('not_known');
  });

  it('is not lifted by what arrives late: of two days in the field the earlier does not outdate the later', () => {
    const story = prepared();
    story.record(
      'kin.verified',
      { personId: mother, method: 'document', detail: 'паспорт чужой', verified: false },
      '2025-11-20',
    );
    story.record('check.answered', { check: 'no_violence', answer: 'no' }, '2025-11-20');
    story.record(
      'consent.recorded',
      { personId: mother, scope: ['return'], given: false, how: 'spoken' },
      '2025-11-20',
    );
    const arrived = placed(
      story.steps,
      aStep(
        'kin.verified',
        { personId: mother, method: 'document', detail: 'видела' },
        { ...late, on: '2025-11-12' },
      ),
      aStep('check.answered', { check: 'no_violence', answer: 'yes' }, { ...late, on: '2025-11-12' }),
      aStep(
        'consent.recorded',
        { personId: mother, scope: ['return'], given: true, how: 'written' },
        { ...late, on: '2025-11-12' },
      ),
    );
    expect(answerOf(arrived, 'caregiver_verified')).toBe('no');
    expect(answerOf(arrived, 'no_violence')).toBe('no');
    expect(answerOf(arrived, 'caregiver_consent')).toBe('no');
  });

  it('falls by a "no" about an earlier day that became known only now', () => {
    const story = prepared();
    story.record('check.answered', { check: 'no_violence', answer: 'no' }, '2025-11-05');
    expect(answerOf(story, 'no_violence')).toBe('no');
  });

  it('is never met while a "no" is later by day and by place than every "yes"', () => {
    const said = fc.record({ yes: fc.boolean(), day: fc.integer({ min: 1, max: 28 }) });
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), (all) => {
        const story = new Story();
        for (const one of all) {
          const on = `2025-11-${String(one.day).padStart(2, '0')}`;
          story.add('check.answered', { check: 'no_violence', answer: one.yes ? 'yes' : 'no' }, on);
        }
        const last = all.at(-1);
        const worst = Math.max(0, ...all.filter((one) => !one.yes).map((one) => one.day));
        const met = answerOf(story, 'no_violence') === 'yes';
        if (last?.yes === false) expect(met).toBe(false);
        if (last?.yes === true && last.day >= worst) expect(met).toBe(true);
      }),
    );
  });
});

describe('what a check stands on', () => {
  it('is not of a later day than the move itself', () => {
    const story = prepared();
    expect(answerOf(story, 'conference', '2025-11-13')).toBe('unanswered');
    expect(answerOf(story, 'conference', '2025-11-14')).toBe('yes');
    expect(answerOf(story, 'housing_inspected', '2025-11-05')).toBe('unanswered');
  });

  it('is a consent that has not run out', () => {
    const story = prepared();
    story.record(
      'consent.recorded',
      { personId: mother, scope: ['return'], given: true, how: 'written', until: '2025-11-20' },
      '2025-11-15',
    );
    expect(answerOf(story, 'caregiver_consent', '2025-11-20')).toBe('yes');
    expect(answerOf(story, 'caregiver_consent', '2025-11-21')).toBe('no');
  });

  it('is the consent of the person asked: another relative refusing takes none away', () => {
    const story = prepared();
    const aunt = '00000000-0000-7000-9400-000000000002';
    story.add('kin.found', { personId: aunt, relation: 'aunt', name: 'Оспанова Роза' }, '2025-11-16');
    story.record(
      'consent.recorded',
      { personId: aunt, scope: ['return'], given: false, how: 'spoken' },
      '2025-11-16',
    );
    expect(answerOf(story, 'caregiver_consent')).toBe('yes');
  });

  it('is the home that the child goes to, not another', () => {
    const story = prepared();
    const aunt = '00000000-0000-7000-9400-000000000002';
    story.add(
      'kin.found',
      { personId: aunt, relation: 'aunt', name: 'Оспанова Роза', address: 'с. Шелек, 4' },
      '2025-11-10',
    );
    const terms = Object(returnMove('normal', '2025-11-20', 'kin_care')).return;
    const housing = (personId: string) =>
      evaluate(
        story.state,
        { to: 'returned', reason: 'да', return: { ...terms, personId } },
        '2025-11-20',
      ).items.find((item) => item.id === 'housing_inspected')?.answer;
    expect(housing(mother)).toBe('yes');
    expect(housing(aunt)).toBe('unanswered');
    story.record(
      'kin.amended',
      { personId: mother, set: { address: 'с. Шелек, 4' }, reason: 'живут вместе' },
      '2025-11-17',
    );
    expect(housing(aunt)).toBe('yes');
  });

  it('is the last trial stay: one that was stopped undoes the one before', () => {
    const story = new Story().toApproved();
    for (const check of ['documents', 'followup_plan', 'emergency_plan'] as const) {
      story.record('check.answered', { check, answer: 'yes' }, '2025-11-15');
    }
    story.record('stage.moved', { to: 'trial_stay' }, '2025-11-16');
    for (const outcome of ['well', 'stopped'] as const) {
      story.record('trial.started', { personId: mother, plannedUntil: '2025-11-20' }, '2025-11-17');
      story.record('trial.ended', { outcome }, '2025-11-20');
    }
    const refused = story.record('stage.moved', returnMove('normal', '2025-11-22'), '2025-11-22');
    expect(refused).toMatchObject({ ok: false, code: 'not_ready' });
    expect(
      !refused.ok && refused.verdict?.items.find((item) => item.id === 'trial_stay_done')?.satisfied,
    ).toBe(false);
  });
});

describe('an exception', () => {
  const asked = {
    to: 'approved',
    checks: ['school_place'],
    reason: 'учебный год',
    mitigation: 'на дому',
  } as const;

  function requested(): Story {
    const story = prepared();
    story.record('check.answered', { check: 'school_place', answer: 'no' }, '2025-11-14');
    story.record('override.requested', asked, '2025-11-14');
    return story;
  }

  function overridden(steps: readonly Step[]): boolean | undefined {
    const verdict = evaluate(
      project(aCase, steps),
      { to: 'approved', reason: null, return: null },
      '2025-11-30',
    );
    return verdict.items.find((item) => item.id === 'school_place')?.overridden;
  }

  it('does not count while the server doubts who approved it, and a proper approval still can', () => {
    const story = requested();
    const requestId = story.steps.at(-1)?.id ?? '';
    const approval = aStep(
      'override.approved',
      { requestId, approved: true },
      { authorId: anotherPerson, on: '2025-11-15', verdict: 'needs_review' },
    );
    const doubted = placed(story.steps, approval).steps;
    expect(overridden(doubted)).toBe(false);
    const proper = aStep(
      'override.approved',
      { requestId, approved: true },
      { authorId: anotherPerson, on: '2025-11-16', verdict: 'accepted' },
    );
    expect(overridden(placed(doubted, proper).steps)).toBe(true);
  });

  it('is for one attempt: sent back to preparation, the child needs it anew', () => {
    const story = requested();
    const requestId = story.steps.at(-1)?.id;
    const supervisor = { personId: anotherPerson, name: 'С. Ким' };
    story.record('override.approved', { requestId, approved: true }, '2025-11-15', supervisor);
    expect(story.record('stage.moved', { to: 'approved' }, '2025-11-16').ok).toBe(true);
    story.record('stage.moved', { to: 'preparation' }, '2025-11-18');
    expect(story.record('stage.moved', { to: 'approved' }, '2025-11-19')).toMatchObject({
      code: 'not_ready',
    });
  });

  it('is approved by a person, not by an id: one’s own request under the id from before enrolment', () => {
    const story = requested();
    const requestId = story.steps.at(-1)?.id;
    const author = story.steps.at(-1)?.authorId ?? '';
    const enrolled = { personId: anotherPerson, name: 'А. Нурланова', formerIds: [author] };
    expect(
      story.record('override.approved', { requestId, approved: true }, '2025-11-15', enrolled),
    ).toMatchObject({
      code: 'second_person_needed',
    });
  });

  it('to close a case does not count while the server doubts it either', () => {
    const story = new Story().toReturned('2025-11-25');
    story.steps.push(
      aStep(
        'closure.approved',
        { text: 'согласна' },
        { on: '2026-11-24', seq: story.steps.length + 1, authorId: anotherPerson, verdict: 'needs_review' },
      ),
    );
    const verdict = evaluate(story.state, { to: 'closed', reason: null, return: null }, '2026-11-25');
    expect(verdict.items.find((item) => item.id === 'supervisor_approval')?.satisfied).toBe(false);
  });
});
