import { describe, expect, it } from 'vitest';
import { vetoChecks } from '#shared/domain/gates/checks.ts';
import { evaluate, missingOf } from '#shared/domain/gates/gate.ts';
import type { Prepared } from '#shared/domain/record/prepare.ts';
import { anotherPerson } from '#tests/factories/steps.ts';
import { mother, returnMove, Story } from '#tests/factories/story.ts';

const supervisor = { personId: anotherPerson, name: 'С. Ким' };

function missing(prepared: Prepared): string[] {
  if (prepared.ok || prepared.verdict === undefined) return [];
  return missingOf(prepared.verdict).map((item) => item.id);
}

describe('the gates on the way home', () => {
  it('let a case be assessed only with a caseworker and a legal ground', () => {
    const story = new Story();
    expect(missing(story.record('stage.moved', { to: 'assessment' }, '2025-11-02'))).toEqual([
      'caseworker_named',
      'ground_recorded',
    ]);
    story.record('caseworker.named', {}, '2025-11-02');
    story.record('ground.recorded', { ground: 'law', detail: 'статья' }, '2025-11-02');
    expect(story.record('stage.moved', { to: 'assessment' }, '2025-11-02').ok).toBe(true);
    expect(story.state.stage).toBe('assessment');
  });

  it('say precisely what is missing and never move meanwhile', () => {
    const story = new Story().toApproved();
    story.steps.splice(-1);
    story.record('check.answered', { check: 'school_place', answer: 'not_known' }, '2025-11-14');
    expect(missing(story.record('stage.moved', { to: 'approved' }, '2025-11-15'))).toEqual(['school_place']);
    expect(story.state.stage).toBe('preparation');
  });

  it('carry a child through all stops to the return', () => {
    const story = new Story().toReturned();
    expect(story.state.stage).toBe('returned');
    expect(story.state.moves.map((move) => move.to)).toEqual([
      'assessment',
      'planning',
      'preparation',
      'approved',
      'trial_stay',
      'returned',
    ]);
    expect(story.state.returns).toHaveLength(1);
    expect(story.state.episodes[0]?.leftOn).toBe('2025-11-25');
  });

  it('take "yes" for what must be proven only from the step that proves it', () => {
    const story = new Story();
    const prepared = story.record(
      'check.answered',
      { check: 'caregiver_verified', answer: 'yes' },
      '2025-11-02',
    );
    expect(prepared).toMatchObject({ ok: false, code: 'evidence_needed', detail: 'kin.verified' });
    story.add('check.answered', { check: 'caregiver_verified', answer: 'yes' }, '2025-11-02');
    const item = evaluate(story.state, { to: 'approved', reason: null, return: null }, '2025-11-03').items[0];
    expect(item).toMatchObject({ id: 'caregiver_verified', answer: 'unanswered', satisfied: false });
  });

  it('need a reason for "not applicable", and refuse it for a veto', () => {
    const story = new Story();
    expect(
      story.record('check.answered', { check: 'school_place', answer: 'not_applicable' }, '2025-11-02').ok,
    ).toBe(false);
    const reasoned = { check: 'school_place', answer: 'not_applicable', reason: 'младенец' };
    expect(story.record('check.answered', reasoned, '2025-11-02').ok).toBe(true);
    const veto = { check: 'no_violence', answer: 'not_applicable', reason: 'нет' };
    expect(story.record('check.answered', veto, '2025-11-02').ok).toBe(false);
  });

  it('never let a veto be overridden, whatever was approved', () => {
    for (const check of vetoChecks) {
      const story = new Story();
      const asked = { to: 'approved', checks: [check], reason: 'спешим', mitigation: 'нет' };
      expect(story.record('override.requested', asked, '2025-11-02')).toMatchObject({
        code: 'veto_not_overridable',
      });
      story.add(
        'override.requested',
        { to: 'approved', checks: [check], reason: 'спешим', mitigation: 'нет' },
        '2025-11-02',
      );
      const requestId = story.steps.at(-1)?.id ?? '';
      story.add('override.approved', { requestId, approved: true, withoutSecondPerson: true }, '2025-11-02');
      const verdict = evaluate(story.state, { to: 'approved', reason: null, return: null }, '2025-11-03');
      expect(verdict.items.find((item) => item.id === check)).toMatchObject({
        overridden: false,
        satisfied: false,
      });
    }
  });

  it('pass another unmet check with a reason and the approval of another person', () => {
    const story = new Story().toApproved();
    story.steps.splice(-1);
    story.record('check.answered', { check: 'school_place', answer: 'no' }, '2025-11-14');
    const asked = {
      to: 'approved',
      checks: ['school_place'],
      reason: 'учебный год',
      mitigation: 'домашнее обучение',
    };
    expect(story.record('override.requested', asked, '2025-11-14').ok).toBe(true);
    const requestId = story.steps.at(-1)?.id;
    const own = story.record('override.approved', { requestId, approved: true }, '2025-11-14');
    expect(own).toMatchObject({ code: 'second_person_needed' });
    expect(missing(story.record('stage.moved', { to: 'approved' }, '2025-11-15'))).toEqual(['school_place']);
    expect(
      story.record('override.approved', { requestId, approved: true }, '2025-11-15', supervisor).ok,
    ).toBe(true);
    expect(story.record('stage.moved', { to: 'approved' }, '2025-11-15').ok).toBe(true);
    expect(story.state.moves.at(-1)?.overrides).toBe(1);
  });

  it('refuse the return while violence is an open concern, whatever was ticked', () => {
    const story = new Story().toApproved();
    story.record('concern.raised', { concern: 'violence', text: 'сосед сообщил' }, '2025-11-15');
    story.record('check.answered', { check: 'no_violence', answer: 'yes' }, '2025-11-16');
    const prepared = story.record('stage.moved', { to: 'trial_stay' }, '2025-11-16');
    expect(missing(prepared)).toContain('no_violence');
  });

  it('ask the decision that the legal status needs', () => {
    const story = new Story().toApproved();
    story.steps.splice(-1);
    story.record(
      'child.amended',
      { set: { legalStatus: 'rights_limited' }, reason: 'решение суда' },
      '2025-11-14',
    );
    expect(missing(story.record('stage.moved', { to: 'approved' }, '2025-11-15'))).toEqual(['decision']);
    const court = { body: 'court', number: '2-114', decidedOn: '2025-11-14', outcome: 'for_return' };
    story.record('decision.recorded', court, '2025-11-15');
    expect(story.record('stage.moved', { to: 'approved' }, '2025-11-15').ok).toBe(true);
  });

  it('skip the trial stay only with a reason', () => {
    const story = new Story().toApproved();
    for (const check of ['documents', 'followup_plan', 'emergency_plan'] as const) {
      story.record('check.answered', { check, answer: 'yes' }, '2025-11-15');
    }
    const move = returnMove('normal', '2025-11-20');
    expect(missing(story.record('stage.moved', move, '2025-11-20'))).toEqual(['trial_stay_done']);
    const reasoned = { ...Object(move), reason: 'жил дома всё лето' };
    expect(story.record('stage.moved', reasoned, '2025-11-20').ok).toBe(true);
  });

  it('count a family of others apart: a guardian is not "returned"', () => {
    const story = new Story().toApproved();
    for (const check of ['documents', 'followup_plan', 'emergency_plan'] as const) {
      story.record('check.answered', { check, answer: 'yes' }, '2025-11-15');
    }
    const move = { ...Object(returnMove('normal', '2025-11-20', 'guardianship')), reason: 'не нужно' };
    expect(missing(story.record('stage.moved', move, '2025-11-20'))).toEqual(['destination_fits']);
    expect(story.record('stage.moved', { ...move, to: 'alternative_family' }, '2025-11-20').ok).toBe(true);
  });

  it('close a case only after its time, with the child just seen and a supervisor agreeing', () => {
    const story = new Story().toReturned('2025-11-25');
    const early = story.record('stage.moved', { to: 'closed', closureReason: 'goals_reached' }, '2026-06-01');
    expect(missing(early)).toEqual([
      'minimum_time',
      'child_seen_recently',
      'goals_ended',
      'supervisor_approval',
    ]);
    const goalId = story.state.goals[0]?.goalId;
    story.record('goal.ended', { goalId, outcome: 'reached', text: 'договор на год' }, '2026-11-20');
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2026-11-24');
    const own = story.record('closure.approved', { text: 'согласна' }, '2026-11-25');
    expect(own).toMatchObject({ code: 'second_person_needed' });
    story.record('closure.approved', { text: 'согласна' }, '2026-11-25', supervisor);
    expect(story.record('stage.moved', { to: 'closed' }, '2026-11-25').ok).toBe(true);
  });

  it('ask everything again after a re-entry: old contacts and decisions prove nothing now', () => {
    const story = new Story().toReturned();
    story.record('reentry.recorded', { reasons: ['parent_illness'], text: 'мать в больнице' }, '2026-02-01');
    expect(story.state.stage).toBe('reentered');
    expect(story.state.episodes).toHaveLength(2);
    const verdict = evaluate(story.state, { to: 'approved', reason: null, return: null }, '2026-02-02');
    const open = missingOf(verdict).map((item) => item.id);
    expect(open).toEqual(expect.arrayContaining(['contacts_before_return', 'decision', 'conference']));
  });

  it('know the person the child goes to: another verified relative is not enough', () => {
    const story = new Story().toApproved();
    const aunt = '00000000-0000-7000-9400-000000000002';
    story.add('kin.found', { personId: aunt, relation: 'aunt', name: 'Оспанова Роза' }, '2025-11-16');
    const state = story.state;
    const terms = {
      destination: 'kin_care' as const,
      personId: aunt,
      risk: 'normal' as const,
      act: { number: '1', date: '2025-11-20', receivedBy: 'Роза', handedOverBy: 'директор' },
    };
    const open = missingOf(evaluate(state, { to: 'returned', reason: 'да', return: terms }, '2025-11-20'));
    expect(open.map((item) => item.id)).toEqual(
      expect.arrayContaining(['caregiver_verified', 'caregiver_consent']),
    );
    expect(state.kin.find((kin) => kin.personId === mother)?.verified?.verified).toBe(true);
  });
});
