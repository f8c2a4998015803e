/** Moves of a case: their days, side states, and what begins anew when a child comes back into care. */
import { describe, expect, it } from 'vitest';
import { project } from '#shared/domain/case/project.ts';
import { evaluate, missingOf } from '#shared/domain/gates/gate.ts';
import { nextStages } from '#shared/domain/stages.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import { aCase } from '#tests/factories/steps.ts';
import { aVisit, mother, returnMove, Story } from '#tests/factories/story.ts';

const reentry = { reasons: ['parent_illness'], text: 'мать в больнице' };

describe('a move', () => {
  it('is not dated before the move that it follows', () => {
    const story = new Story().toApproved();
    for (const check of ['documents', 'followup_plan', 'emergency_plan'] as const) {
      story.record('check.answered', { check, answer: 'yes' }, '2025-11-15');
    }
    expect(story.record('stage.moved', { to: 'preparation' }, '2025-11-14')).toMatchObject({
      ok: false,
      code: 'invalid',
      issues: [{ path: 'occurredOn', message: 'before_last_move' }],
    });
    expect(story.record('stage.moved', { to: 'preparation' }, '2025-11-15').ok).toBe(true);
  });

  it('may be dated before the case was opened: the work began on paper', () => {
    const story = new Story();
    story.record('caseworker.named', {}, '2025-10-01');
    story.record('ground.recorded', { ground: 'law', detail: 'статья' }, '2025-10-01');
    expect(story.record('stage.moved', { to: 'assessment' }, '2025-10-02').ok).toBe(true);
  });

  it('to a family without its terms, or to a place that is no such family, does not count', () => {
    const verdict = { rules: 'kz-2026.1', to: 'returned' as const, ready: true, items: [] };
    const terms = Object(returnMove('normal', '2025-11-25', 'transfer')).return;
    for (const given of [null, terms]) {
      const story = new Story().toApproved();
      story.add('stage.moved', { from: 'approved', to: 'returned', return: given, verdict }, '2025-11-25');
      expect(story.state).toMatchObject({ stage: 'approved', returns: [] });
      expect(story.state.review).toHaveLength(1);
    }
  });
});

describe('a case on hold', () => {
  it('can end as any child in care may leave, and go back to be prepared', () => {
    expect(nextStages('on_hold', 'approved')).toEqual([
      'approved',
      'preparation',
      'transferred',
      'deceased',
      'aged_out',
    ]);
    expect(nextStages('on_hold', 'identified')).toEqual([
      'identified',
      'transferred',
      'deceased',
      'aged_out',
    ]);
    const story = new Story();
    story.record('stage.moved', { to: 'on_hold', reason: 'в больнице' }, '2025-11-20');
    expect(story.record('stage.moved', { to: 'deceased', reason: 'болезнь' }, '2025-11-25').ok).toBe(true);
    expect(story.state.episodes.at(-1)?.leftTo).toBe('deceased');
  });
});

describe('a child back in care', () => {
  function back(): Story {
    const story = new Story().toReturned('2025-11-25');
    // recorded while the child was at home: they speak of that return, not of the next
    story.record('contact.recorded', { personIds: [mother], contactType: 'overnight' }, '2025-12-01');
    story.record(
      'conference.held',
      { protocolNumber: '9', participants: ['опека'], outcome: 'approves_return' },
      '2025-12-02',
    );
    story.record('reentry.recorded', reentry, '2026-02-01');
    return story;
  }

  it('is asked everything anew but who the relative is', () => {
    const verdict = evaluate(back().state, { to: 'returned', reason: null, return: null }, '2026-03-01');
    const met = verdict.items.filter((item) => item.satisfied).map((item) => item.id);
    expect(met).toEqual(['caregiver_verified', 'siblings_together']);
  });

  it('is assessed anew before a plan is made, and taken on trial anew before the return', () => {
    const story = back();
    const planning = evaluate(story.state, { to: 'planning', reason: null, return: null }, '2026-03-01');
    expect(missingOf(planning).map((item) => item.id)).toEqual([
      'child_assessed',
      'family_assessed',
      'parental_rights_known',
      'childs_opinion',
    ]);
    const home = evaluate(story.state, { to: 'returned', reason: null, return: null }, '2026-03-01');
    expect(missingOf(home).map((item) => item.id)).toContain('trial_stay_done');
  });

  it('is not helped by what was done before and arrives after', () => {
    const story = back();
    for (const contactType of ['meeting', 'home_visit', 'overnight'] as const) {
      story.add('contact.recorded', { personIds: [mother], contactType }, '2026-01-10');
    }
    const verdict = evaluate(story.state, { to: 'approved', reason: null, return: null }, '2026-03-01');
    expect(verdict.items.find((item) => item.id === 'contacts_before_return')?.have).toBe(0);
  });

  it('came back on a day after the return, and cannot come back after death', () => {
    const story = new Story().toReturned('2025-11-25');
    expect(story.record('reentry.recorded', reentry, '2025-11-24')).toMatchObject({
      ok: false,
      issues: [{ path: 'occurredOn', message: 'before_return' }],
    });
    story.record('stage.moved', { to: 'deceased', reason: 'болезнь' }, '2026-01-10');
    expect(story.record('reentry.recorded', reentry, '2026-02-01')).toMatchObject({
      code: 'move_not_possible',
    });
    story.add(
      'reentry.recorded',
      { ...reentry, reasons: ['parent_illness'], institutionId: aCase },
      '2026-02-01',
    );
    expect(story.state.stage).toBe('deceased');
  });

  it('keeps the visits made at home: they can still be recorded after the re-entry', () => {
    const story = back();
    expect(story.record('visit.recorded', aVisit(), '2025-12-09').ok).toBe(true);
    expect(story.record('visit.recorded', aVisit(), '2026-02-02')).toMatchObject({ code: 'not_returned' });
    const [home] = summarise(story.state).returns;
    expect(home?.seenOn).toEqual(['2025-12-09']);
  });

  it('has two admissions, each corrected by itself', () => {
    const story = back();
    story.record('admission.amended', { admittedOn: '2024-12-20', reason: 'по приказу' }, '2026-02-03');
    expect(story.state.episodes.map((one) => one.admittedOn)).toEqual(['2024-12-20', '2026-02-01']);
    story.record('admission.amended', { admittedOn: '2026-02-02', reason: 'по приказу' }, '2026-02-04');
    expect(story.state.episodes.map((one) => one.admittedOn)).toEqual(['2024-12-20', '2026-02-02']);
  });
});

describe('the frozen schedule', () => {
  it('keeps the visits that were due already when the risk is judged anew', () => {
    const story = new Story().toReturned('2025-11-25', 'high');
    // R+35 and R+49 belong to high risk alone; the first of them has come and was missed
    const [missed, ahead] = ['2025-12-30', '2026-01-13'];
    expect(story.state.returns[0]?.schedule.due).toEqual(expect.arrayContaining([missed, ahead]));
    story.record('schedule.recomputed', { risk: 'normal', reason: 'семья справляется' }, '2026-01-05');
    const due = story.state.returns[0]?.schedule.due ?? [];
    expect(due).toContain(missed);
    expect(due).not.toContain(ahead);
    expect(due).toEqual(due.toSorted());
  });

  it('adds no visit in the past when the risk rises', () => {
    const story = new Story().toReturned('2025-11-25', 'normal');
    story.record('schedule.recomputed', { risk: 'high', reason: 'отец вернулся' }, '2026-01-05');
    const due = story.state.returns[0]?.schedule.due ?? [];
    expect(due).not.toContain('2025-12-30');
    expect(due).toContain('2026-01-13');
    expect(due.at(-1)).toBe('2027-11-25');
  });
});

describe('a visit by telephone', () => {
  it('is a contact and no sight of the child, whatever was ticked', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('visit.recorded', { visitType: 'phone', childSeen: true, atHome: 'yes' }, '2025-11-27');
    const [home] = summarise(story.state).returns;
    expect(home?.slots[0]).toMatchObject({ filledOn: '2025-11-27', seen: false });
    expect(home).toMatchObject({ seenOn: [], confirmedHomeOn: ['2025-11-27'] });
    const verdict = evaluate(story.state, { to: 'closed', reason: null, return: null }, '2025-11-28');
    expect(verdict.items.find((item) => item.id === 'child_seen_recently')?.satisfied).toBe(false);
  });
});

describe('an approval without a second person', () => {
  it('is counted for good when it was given, and not when the exception was refused', () => {
    for (const approved of [true, false]) {
      const story = new Story();
      const asked = {
        to: 'approved' as const,
        checks: ['school_place' as const],
        reason: 'год',
        mitigation: 'дом',
      };
      story.add('override.requested', asked, '2025-11-14');
      const requestId = story.steps.at(-1)?.id ?? '';
      story.add('override.approved', { requestId, approved, withoutSecondPerson: true }, '2025-11-14');
      expect(summarise(story.state).overridesWithoutSecondPerson).toBe(approved ? 1 : 0);
      const flagged = story.steps.map((step, index) => ({
        ...step,
        pos: index + 1,
        verdict: 'needs_review' as const,
      }));
      expect(summarise(project(aCase, flagged)).overridesWithoutSecondPerson).toBe(approved ? 1 : 0);
    }
  });
});
