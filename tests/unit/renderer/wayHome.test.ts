import { describe, expect, it } from 'vitest';
import { wayOf } from '#renderer/app/case/wayHome.ts';
import { anInstitution } from '#tests/factories/steps.ts';
import { Story } from '#tests/factories/story.ts';

const states = (story: Story, today = '2025-12-01') =>
  wayOf(story.state, today).stops.map((stop) => stop.state);

describe('the way home as a line', () => {
  it('stands at the first stop since the day of admission', () => {
    const [identified] = wayOf(new Story('2025-02-15').state, '2025-03-01').stops;
    expect(identified).toEqual({ stage: 'identified', state: 'now', days: 14, since: '2025-02-15' });
  });

  it('tells the days spent at each stop behind and counts on at the present one', () => {
    const way = wayOf(new Story().toApproved().state, '2025-11-20');
    expect(way.stops.map((stop) => stop.days)).toEqual([261, 4, 2, 6, 5, null, null, null]);
    expect(way.stops[4]?.state).toBe('now');
    expect(way.side).toBeNull();
  });

  it('shows a child at home with only the closing ahead', () => {
    expect(states(new Story().toReturned())).toEqual([
      'done',
      'done',
      'done',
      'done',
      'done',
      'done',
      'now',
      'ahead',
    ]);
  });

  it('shows a trial stay that was left out as not needed, and never as done', () => {
    const story = new Story().toApproved();
    for (const check of ['documents', 'followup_plan', 'emergency_plan']) {
      story.record('check.answered', { check, answer: 'yes' }, '2025-11-15');
    }
    const terms = {
      destination: 'birth_family',
      personId: story.state.kin[0]?.personId,
      risk: 'normal',
      act: { number: '3', date: '2025-11-20', receivedBy: 'мать', handedOverBy: 'директор' },
    };
    story.record(
      'stage.moved',
      { to: 'returned', reason: 'живёт рядом, бывает каждый день', return: terms },
      '2025-11-20',
    );
    expect(states(story)[5]).toBe('skipped');
  });

  it('tells a hold beside the line, with the stop it was held at', () => {
    const story = new Story().toApproved();
    story.record('stage.moved', { to: 'on_hold', reason: 'мать в больнице' }, '2025-11-18');
    const way = wayOf(story.state, '2025-12-01');
    expect(way.side).toEqual({ stage: 'on_hold', since: '2025-11-18', before: 'approved' });
    expect(way.stops.some((stop) => stop.state === 'now')).toBe(false);
    expect(way.stops[4]?.state).toBe('done');
  });

  it('begins anew after a re-entry and says which stay in care it is', () => {
    const story = new Story().toReturned();
    story.record(
      'reentry.recorded',
      { institutionId: anInstitution, reasons: ['poverty'], text: 'потеря работы' },
      '2026-01-10',
    );
    const back = wayOf(story.state, '2026-01-20');
    expect(back.side).toMatchObject({ stage: 'reentered', before: null });
    expect(back.episode).toBe(2);
    expect(back.stops.filter((stop) => stop.state === 'done')).toEqual([]);

    story.record('stage.moved', { to: 'assessment' }, '2026-01-15');
    const again = wayOf(story.state, '2026-01-20');
    expect(again.stops[1]).toEqual({ stage: 'assessment', state: 'now', days: 5, since: '2026-01-15' });
  });
});
