/**
 * How a slot of the schedule is shown: a visit at which nobody saw the child keeps its day, and is never shown as
 * one that went well. Pure.
 */
import type { SlotView } from '#shared/contract/views.ts';

export function shownSlot({
  state,
  childSeen,
}: Pick<SlotView, 'state' | 'childSeen'>): SlotView['state'] | 'unseen' {
  return childSeen === false ? 'unseen' : state;
}
