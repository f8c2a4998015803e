/** The order of the timeline. Pure. */
import type { TimelineEntry } from '#shared/contract/views.ts';

/** By the day in the field; what was recorded later stands above on the same day. */
export function newestFirst(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((one, other) =>
      one.entry.occurredOn === other.entry.occurredOn
        ? other.index - one.index
        : one.entry.occurredOn < other.entry.occurredOn
          ? 1
          : -1,
    )
    .map(({ entry }) => entry);
}
