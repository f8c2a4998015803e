import { describe, expect, it } from 'vitest';
import { definitionsOf } from '#renderer/app/reports/definitions.ts';
import { firstChoice, questionOf } from '#renderer/app/reports/reportChoice.ts';

describe('the question a report is made of', () => {
  it('is the half-year of today, to be sent out, while nothing else is chosen', () => {
    expect(questionOf(firstChoice('i-1', '2026-01-14'))).toEqual({
      type: 'closure',
      institution: 'i-1',
      from: '2026-01-01',
      to: '2026-06-30',
      suppressed: true,
    });
  });

  it('is not asked while a day is missing or the period ends before it begins', () => {
    const choice = firstChoice('i-1', '2026-01-14');
    expect(questionOf({ ...choice, to: null })).toBeNull();
    expect(questionOf({ ...choice, from: '2026-07-01' })).toBeNull();
  });

  it('needs each definition once, and that of hidden numbers only where some are hidden', () => {
    const section = { id: 'x', label: 'x', rows: [], definitions: ['returned_home'] };
    expect(definitionsOf({ sections: [section, section], suppressed: false })).toEqual([
      'returned_home',
      'as_of',
    ]);
    expect(definitionsOf({ sections: [], suppressed: true })).toEqual(['suppression', 'as_of']);
  });
});
