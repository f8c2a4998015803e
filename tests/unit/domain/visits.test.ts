import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween } from '#shared/domain/day.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import { tasksOf } from '#shared/domain/tasks.ts';
import { fillSlots, makeSchedule, slotState } from '#shared/domain/visits/schedule.ts';
import { lastSeenHome, seenHomeOn } from '#shared/domain/visits/seen.ts';
import { anInstitution } from '#tests/factories/steps.ts';
import { Story } from '#tests/factories/story.ts';

const returned = '2025-11-30';
const visit = (on: string, childSeen = true) => ({ stepId: on, on, childSeen });

describe('the schedule of visits after the return', () => {
  it('has 13 slots, and 19 at high risk, to the days of the rule', () => {
    const normal = makeSchedule(returned, 'normal').due;
    expect(normal).toHaveLength(13);
    expect(normal.slice(0, 7).map((due) => daysBetween(returned, due))).toEqual([2, 7, 14, 21, 28, 42, 56]);
    expect(normal.slice(7)).toEqual([3, 4, 5, 6, 9, 12].map((months) => addMonths(returned, months)));
    expect(normal[7]).toBe('2026-02-28');
    expect(makeSchedule(returned, 'high').due).toHaveLength(19);
  });

  it('lets each visit fill at most one slot, each slot hold at most one visit, inside its window', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('normal' as const, 'high' as const),
        fc.array(fc.integer({ min: -20, max: 900 }), { maxLength: 40 }),
        (risk, offsets) => {
          const schedule = makeSchedule(returned, risk);
          const visits = offsets.map((offset, index) => ({
            stepId: `${index}`,
            on: addDays(returned, offset),
            childSeen: true,
          }));
          const slots = fillSlots(returned, schedule, visits);
          const used = slots.flatMap((slot) => (slot.visit === null ? [] : [slot.visit.stepId]));
          expect(new Set(used).size).toBe(used.length);
          for (const [index, slot] of slots.entries()) {
            if (slot.visit === null) continue;
            expect(slot.visit.on >= (schedule.due[index - 1] ?? returned)).toBe(true);
            expect(slot.visit.on < slot.missedFrom).toBe(true);
          }
        },
      ),
    );
  });

  it('fills the earliest open slot whose window holds the visit', () => {
    const slots = fillSlots(returned, makeSchedule(returned, 'normal'), [
      visit(addDays(returned, 1)),
      visit(addDays(returned, 5)),
      visit(addDays(returned, 6)),
    ]);
    expect(slots.slice(0, 3).map((slot) => slot.visit?.on ?? null)).toEqual([
      addDays(returned, 1),
      addDays(returned, 5),
      null,
    ]);
  });

  it('calls a visit on time, late and missed by the rule', () => {
    const [, second] = fillSlots(returned, makeSchedule(returned, 'normal'), []);
    if (second === undefined) throw new Error('the schedule has a second slot');
    const on = (offset: number) => slotState(second, addDays(returned, offset));
    expect([on(6), on(7), on(9), on(10), on(13), on(14)]).toEqual([
      'upcoming',
      'due',
      'due',
      'late',
      'late',
      'missed',
    ]);
  });

  it('gives seven days once slots are monthly', () => {
    const slot = fillSlots(returned, makeSchedule(returned, 'normal'), [])[8];
    if (slot === undefined) throw new Error('the schedule has a ninth slot');
    expect(daysBetween(slot.due, slot.onTimeUntil)).toBe(7);
  });

  it('is frozen at the return: its tasks do not move when visits are late', () => {
    const story = new Story().toReturned('2025-11-25');
    const before = tasksOf(story.state).filter((task) => task.kind === 'visit');
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2025-12-06');
    const after = tasksOf(story.state).filter((task) => task.kind === 'visit');
    expect(before.map((task) => task.dueOn)).toContain('2025-12-09');
    expect(after.map((task) => task.dueOn)).toContain('2025-12-09');
    expect(after).toHaveLength(12);
    expect(after.map((task) => task.dueOn)).toContain('2025-11-27');
  });

  it('refuses a visit before the return: there is nobody at home to see', () => {
    const story = new Story().toApproved();
    const prepared = story.record(
      'visit.recorded',
      { visitType: 'home', childSeen: true, atHome: 'yes' },
      '2025-11-20',
    );
    expect(prepared).toMatchObject({ ok: false, code: 'not_returned' });
  });
});

describe('when the child was last seen at home', () => {
  /** From the case, and from the summary of those who do not hold it: the same day. */
  function seen(story: Story): string | null {
    const [told, current] = [seenHomeOn(story.state), summarise(story.state).returns.at(-1)];
    const summarised = current === undefined || current.reenteredOn !== null ? null : lastSeenHome(current);
    expect(summarised).toBe(told);
    return told;
  }

  it('is not the day of the return, nor of a visit that saw nobody, nor of a call', () => {
    const story = new Story().toReturned('2025-11-25');
    expect(seen(story)).toBeNull();
    story.record(
      'visit.recorded',
      { visitType: 'home', childSeen: false, notSeenReason: 'не открыли', atHome: 'yes' },
      '2025-11-27',
    );
    story.record('visit.recorded', { visitType: 'phone', childSeen: true, atHome: 'yes' }, '2025-12-02');
    expect(seen(story)).toBeNull();
  });

  it('is the last visit at which the child was seen and lived at home still', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2025-12-09');
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2025-12-02');
    story.record('visit.recorded', { visitType: 'school', childSeen: true, atHome: 'no' }, '2025-12-15');
    story.record(
      'visit.recorded',
      { visitType: 'school', childSeen: true, atHome: 'not_known' },
      '2025-12-16',
    );
    expect(seen(story)).toBe('2025-12-09');
  });

  it('is of no return that has ended', () => {
    const story = new Story().toReturned('2025-11-25');
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2025-12-02');
    const back = story.record(
      'reentry.recorded',
      { institutionId: anInstitution, reasons: ['poverty'], text: 'вернули' },
      '2025-12-05',
    );
    expect(back).toMatchObject({ ok: true });
    expect(seen(story)).toBeNull();
  });
});
