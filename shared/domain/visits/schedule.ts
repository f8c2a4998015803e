/**
 * When a child is visited after the return. House rule (domain knowledge: no source fixes an
 * interval; intensity depends on risk): R+2 any contact, weekly, then monthly. The schedule is
 * frozen on the case at the return and changed only by an explicit step, so that late visits
 * are never hidden by rescheduling.
 */
import { addDays, addMonths, type Day } from '../day.ts';
import type { RiskLevel, VisitSchedule } from '../steps/stage.ts';

export const scheduleRules = 'visits-2026.2';

const days: Record<RiskLevel, readonly number[]> = {
  normal: [2, 7, 14, 21, 28, 42, 56],
  high: [2, 7, 14, 21, 28, 35, 42, 49, 56],
};
const months: Record<RiskLevel, readonly number[]> = {
  normal: [3, 4, 5, 6, 9, 12],
  high: [3, 4, 5, 6, 9, 12, 15, 18, 21, 24],
};

/** 13 slots, 19 at high risk; due days in order. */
export function makeSchedule(returnedOn: Day, risk: RiskLevel): VisitSchedule {
  return {
    rules: scheduleRules,
    risk,
    due: [
      ...days[risk].map((offset) => addDays(returnedOn, offset)),
      ...months[risk].map((offset) => addMonths(returnedOn, offset)),
    ],
  };
}

/** A schedule judged anew on a day: what was due by then stays, what comes after is of the new one. */
export function continued(before: VisitSchedule, anew: VisitSchedule, on: Day): VisitSchedule {
  return {
    ...anew,
    due: [...before.due.filter((due) => due <= on), ...anew.due.filter((due) => due > on)],
  };
}

export interface VisitFact {
  readonly stepId: string;
  readonly on: Day;
  readonly childSeen: boolean;
}

export interface VisitSlot {
  readonly due: Day;
  /** Last day on which a visit still counts as on time. */
  readonly onTimeUntil: Day;
  /** First day on which the slot, still empty, is missed: the next due day; for the last slot 92 days on. */
  readonly missedFrom: Day;
  readonly visit: VisitFact | null;
}

export type SlotState = 'done' | 'done_late' | 'upcoming' | 'due' | 'late' | 'missed';

/**
 * Lays visits into the slots: in date order, each fills the earliest open slot whose
 * window (previous due day, next due day) contains it. The first window opens at the return.
 */
export function fillSlots(
  returnedOn: Day,
  schedule: VisitSchedule,
  visits: readonly VisitFact[],
): VisitSlot[] {
  const slots: VisitSlot[] = schedule.due.map((due, index) => ({
    due,
    onTimeUntil: addDays(due, weeklyAt(returnedOn, due) ? 2 : 7),
    missedFrom: schedule.due[index + 1] ?? addDays(due, 92),
    visit: null,
  }));
  const ordered = [...visits].sort((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1));
  for (const visit of ordered) {
    const at = slots.findIndex((slot, index) => {
      const opens = index === 0 ? returnedOn : (schedule.due[index - 1] ?? returnedOn);
      const afterOpening = index === 0 ? visit.on >= opens : visit.on > opens;
      return slot.visit === null && afterOpening && visit.on < slot.missedFrom;
    });
    const slot = slots[at];
    if (slot !== undefined) slots[at] = { ...slot, visit };
  }
  return slots;
}

/** How a slot stands on a day. */
export function slotState(slot: VisitSlot, today: Day): SlotState {
  if (slot.visit !== null) return slot.visit.on <= slot.onTimeUntil ? 'done' : 'done_late';
  if (today < slot.due) return 'upcoming';
  if (today <= slot.onTimeUntil) return 'due';
  return today < slot.missedFrom ? 'late' : 'missed';
}

/** Slots are weekly (or closer) during the first 56 days. */
function weeklyAt(returnedOn: Day, due: Day): boolean {
  return due <= addDays(returnedOn, 56);
}
