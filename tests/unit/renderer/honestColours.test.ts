import { describe, expect, it } from 'vitest';
import { shownSlot } from '#renderer/app/case/shownSlot.ts';
import { stageTones } from '#renderer/ui/parts/stageTones.ts';
import { stages } from '#shared/domain/stages.ts';

describe('success is shown', () => {
  it('of a closed case alone: a child who came home yesterday has only begun to live there', () => {
    expect(stages.filter((stage) => stageTones[stage] === 'well')).toEqual(['closed']);
  });

  it('never of a visit at which nobody saw the child', () => {
    expect(shownSlot({ state: 'done', childSeen: false })).toBe('unseen');
    expect(shownSlot({ state: 'done_late', childSeen: false })).toBe('unseen');
    expect(shownSlot({ state: 'done', childSeen: true })).toBe('done');
    expect(shownSlot({ state: 'missed', childSeen: null })).toBe('missed');
  });
});
