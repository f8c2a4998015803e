import { describe, expect, it } from 'vitest';
import { reasonLines, totalDelivered } from '#renderer/app/case/reasonSupport.ts';
import { Story } from '#tests/factories/story.ts';

const help = { category: 'furniture', source: 'ngo' } as const;

describe('the reason for separation beside what was given', () => {
  it('names every reason, the main one first, also where nothing was given yet', () => {
    const lines = reasonLines(new Story().state);
    expect(lines.map((line) => [line.reason, line.main])).toEqual([
      ['housing', true],
      ['poverty', false],
    ]);
    expect(lines.every((line) => line.delivered.length === 0)).toBe(true);
  });

  it('counts what was delivered and keeps the planned apart', () => {
    const story = new Story();
    const planned = { dueOn: '2026-01-20', responsible: 'фонд' };
    story.record(
      'support.planned',
      { ...help, ...planned, what: 'ремонт', costTenge: 300_000, answersReason: 'housing' },
      '2025-12-01',
    );
    story.record(
      'support.delivered',
      { ...help, what: 'кровати', costTenge: 148_000, answersReason: 'housing' },
      '2025-12-20',
    );
    const [housing] = reasonLines(story.state);
    expect(housing?.deliveredTenge).toBe(148_000);
    expect(housing?.planned.map((support) => support.planned?.what)).toEqual(['ремонт']);
    expect(totalDelivered(story.state)).toBe(148_000);
  });

  it('shows help for no reason in a line of its own', () => {
    const story = new Story();
    story.record('support.delivered', { ...help, what: 'одежда', costTenge: 20_000 }, '2025-12-20');
    expect(reasonLines(story.state).at(-1)).toMatchObject({ reason: null, deliveredTenge: 20_000 });
  });
});
