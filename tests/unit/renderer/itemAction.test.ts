import { describe, expect, it } from 'vitest';
import { formIds, isFormId, onlyAbout } from '#renderer/app/case/forms/formIds.ts';
import { itemAction, overridable, toFill } from '#renderer/app/case/itemAction.ts';
import { checkIds, evidenceKinds } from '#shared/domain/gates/checks.ts';
import { evaluate } from '#shared/domain/gates/gate.ts';
import { findKind, stepKinds } from '#shared/domain/steps/index.ts';
import { mother, Story } from '#tests/factories/story.ts';

describe('what fills an item of the checklist', () => {
  it('is the form of the very step that proves a check, once there is a family', () => {
    const state = new Story().toApproved().state;
    for (const check of checkIds) {
      const evidence = evidenceKinds[check];
      if (evidence !== undefined) expect(itemAction(check, state)?.form, check).toBe(evidence);
    }
  });

  it('is finding a relative first, where nobody is known', () => {
    const { state } = new Story();
    expect(itemAction('caregiver_verified', state)).toEqual({ form: 'kin.found' });
    expect(itemAction('family_assessed', state)).toEqual({ form: 'kin.found' });
  });

  it('names the relative who is not verified yet', () => {
    const story = new Story();
    story.add('kin.found', { personId: mother, relation: 'mother', name: 'Оспанова Асель' }, '2025-11-03');
    expect(itemAction('caregiver_verified', story.state)).toEqual({ form: 'kin.verified', about: mother });
  });

  it('is the child’s legal status, while that is what keeps a veto from being answered', () => {
    const story = new Story();
    story.add(
      'child.amended',
      { set: { legalStatus: 'undetermined' }, reason: 'нет документов' },
      '2025-11-03',
    );
    const about = { form: 'child.amended', about: 'legalStatus' };
    expect(itemAction('decision', story.state)).toEqual(about);
    expect(itemAction('parental_rights_known', story.state)).toEqual(about);
  });

  it('leads to the open concern that forbids a return', () => {
    const story = new Story();
    story.record('concern.raised', { concern: 'violence', text: 'синяки' }, '2025-11-05');
    const [concern] = story.state.concerns;
    expect(itemAction('no_violence', story.state)).toEqual({
      form: 'concern.resolved',
      about: concern?.concernId,
    });
  });

  it('is nothing for what only time brings', () => {
    expect(itemAction('minimum_time', new Story().toReturned().state)).toBeNull();
  });

  it('leaves what the form of the return asks for out of what is missing before', () => {
    const { state } = new Story().toApproved();
    const { items } = evaluate(state, { to: 'returned', reason: null, return: null }, '2025-11-16');
    const missing = toFill(items).map((item) => item.id);
    expect(missing).toContain('trial_stay_done');
    expect(missing).not.toContain('handover_act');
    expect(missing).not.toContain('destination_fits');
  });

  it('never offers a veto for an exception', () => {
    const { items } = evaluate(
      new Story().state,
      { to: 'approved', reason: null, return: null },
      '2025-11-16',
    );
    const offered = overridable(items);
    expect(offered).toContain('school_place');
    for (const veto of ['caregiver_verified', 'parental_rights_known', 'no_violence', 'decision'] as const) {
      expect(offered).not.toContain(veto);
    }
  });
});

describe('the forms', () => {
  it('are one for each kind of step a person records in a case', () => {
    const opened = ['case.opened', 'child.admitted'];
    const recordable = stepKinds.filter((kind) => findKind(kind)?.feed === 'case' && !opened.includes(kind));
    expect([...formIds].sort()).toEqual([...recordable].sort());
    expect(onlyAbout.every(isFormId)).toBe(true);
  });
});
